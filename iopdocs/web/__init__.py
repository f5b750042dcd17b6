"""The workbench: pages on this computer that do what the command line does, with the same words.

Thin: what is done lies in ``usecases``, and what is decided here is how it is asked for and shown. Nothing here reads
the clock: the day comes with a function from whoever starts it.
"""
