"""Time in words: periods, deadlines, dates of events."""
