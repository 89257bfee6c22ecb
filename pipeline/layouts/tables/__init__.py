"""Tables: their heads, columns, rows and cells."""
