"""Values written into SQL where DuckDB takes no parameters: paths to attach and copy to, comments."""


def literal(value: object) -> str:
    """The text of ``value`` as a string literal of SQL, quotation marks and all."""
    return "'" + str(value).replace("'", "''") + "'"
