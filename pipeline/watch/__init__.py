"""The watch list: pages and documents on the web that raw/<jurisdiction>/watch.yml names, looked at when asked to."""
