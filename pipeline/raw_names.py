"""The files that people and the watch list keep beside a jurisdiction's documents in raw/<jurisdiction>/."""

SOURCE_FILE = "source.yml"  # what the documents themselves do not say
CORRECTIONS_FILE = "corrections.yml"  # where a person has the last word
WATCH_FILE = "watch.yml"  # pages that list new documents
FOUND_FILE = "found.yml"  # what the watch list found; of the form of source.yml
