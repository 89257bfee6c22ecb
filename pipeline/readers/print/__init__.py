"""Pages as they are printed: PDF, OFD, scans."""
