"""Rows to tasks, and the same promise in two documents."""
