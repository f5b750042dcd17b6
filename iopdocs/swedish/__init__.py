"""Swedish text: numbers, money, dates, names, identity numbers and typography as pure functions.

Each module reads with ``parse(text)`` and writes with ``format(value)``; call them with the module's name
(``money.format``). ``parse`` raises ``ValueError`` with a whole Swedish sentence that can be shown to a user as it is.
Nothing here reads a clock, a file or the environment, and nothing of ours is imported from outside the package.
"""
