"""What a person says of a document in source.yml and corrections.yml."""
