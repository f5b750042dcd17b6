"""Where each paragraph of a document comes from: which keys, clauses, sentences, provisions and rules it rests on.

A document is explained while it is made: whoever makes it is listened to, and what is read while a paragraph is filled
in is what it rests on. Nobody listens when nobody has asked, and the document is the same to the last byte.
"""
