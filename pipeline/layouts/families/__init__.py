"""One module a family of layouts; ``registry`` lists them."""
