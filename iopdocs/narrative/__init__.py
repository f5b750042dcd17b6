"""How sentences become a text: which are said, in which order, each fact once. It knows no sentence and no fact."""
