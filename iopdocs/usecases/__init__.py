"""What a user can ask for: one file and one function each, with a typed answer.

A use case takes a workspace and what is asked, takes the lock where something is written, decides and answers. It knows
no command line, no screen, no clock and no current folder: the day and every path are arguments. A page or a form calls
the same functions as the command line does. :mod:`iopdocs.usecases.answers` says what the answers are as JSON.
"""
