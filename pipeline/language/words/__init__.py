"""Words, names, lists and sentences: what every other room of the language asks."""
