"""How a work report is built: its chapters, passages, lists and its year."""
