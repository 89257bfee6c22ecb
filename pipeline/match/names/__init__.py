"""Whether two names mean the same thing."""
