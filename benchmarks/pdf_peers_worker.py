"""Runs one peer on one PDF inside its own environment: prints its tables as rows of cells, and its seconds, as JSON.

usage: PYTHON pdf_peers_worker.py camelot|tabula FILE.pdf
"""

import json
import sys
import time


def camelot_rows(path: str) -> list[list[str]]:
    """All tables of all pages by camelot's lattice mode, one after the other."""
    import camelot

    return [row for table in camelot.read_pdf(path, pages="all", flavor="lattice") for row in table.df.values.tolist()]


def tabula_rows(path: str) -> list[list[str]]:
    """All tables of all pages by tabula's lattice mode, one after the other."""
    import tabula

    options = {"pages": "all", "lattice": True, "pandas_options": {"header": None, "dtype": str}, "silent": True}
    frames = tabula.read_pdf(path, **options)
    return [row for frame in frames for row in frame.fillna("").values.tolist()]


if __name__ == "__main__":
    peer, path = sys.argv[1:]
    started = time.perf_counter()
    rows = {"camelot": camelot_rows, "tabula": tabula_rows}[peer](path)
    print(json.dumps({"rows": rows, "seconds": time.perf_counter() - started}, ensure_ascii=False))
