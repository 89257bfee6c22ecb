"""What the reader and the layout see of one file, for people: a report, and for pages a picture with boxes."""
