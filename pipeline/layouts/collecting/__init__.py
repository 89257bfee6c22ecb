"""What a layout hands on: drafts, records, refusals."""
