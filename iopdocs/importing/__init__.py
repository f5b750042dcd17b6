"""Agreements that anybody has written, read as facts: what is proposed, in which sentence it was read, and how sure.

Nothing is guessed. What may be one thing or another is a question with its answers, and what no key takes is told.
"""
