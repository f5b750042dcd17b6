"""What every answer is as JSON: its keys, in Swedish, and what they mean. Nothing else is printed as JSON.

All answers have the keys of :class:`~iopdocs.usecases.answers.base.AnswerJson`. What a command found stands in
``resultat``, one record for each, and ``problem`` has what does not belong to one of them. The answer of a command that
was stopped has only those keys. Which answer each command has is declared in :mod:`iopdocs.usecases.answers.declared`.
"""
