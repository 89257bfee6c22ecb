"""From a page's glyphs and rules to paragraphs and tables: shared by born-digital and scanned pages."""
