"""The service for other programs, under ``/api``: what the command line does, with the same words, over HTTP.

One process listens and reads what is sent; the work is done in others, which can be ended when it takes too long.
Nothing is written, and nothing that is sent is kept or told in a log. ``docs/beslut/059`` says why each rule is there.
"""
