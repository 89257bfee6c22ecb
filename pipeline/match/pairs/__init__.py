"""Which result answers which target, and what a row says instead."""
