"""What a text reports: results, claims, stages reached."""
