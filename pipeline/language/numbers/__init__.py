"""Numbers: how they are written, what they measure, and whose they are."""
