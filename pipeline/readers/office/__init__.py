"""Word processors' and spreadsheets' files."""
