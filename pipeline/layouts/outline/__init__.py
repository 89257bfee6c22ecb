"""Running text: parts, items, the stream of marks, and what is left over."""
