"""Milestones and relative promises, and whether they are kept."""
