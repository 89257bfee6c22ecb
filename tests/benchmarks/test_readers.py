"""A few publications of benchmarks/readers.py: no read fails or is mixed, and a mixed one would be seen."""

from __future__ import annotations

import pytest

from benchmarks import readers


def test_no_read_fails_or_is_mixed_while_releases_follow_each_other(tmp_path):
    seen = readers.read_while_publishing(tmp_path, publications=6, readers=2)
    assert [(failures, mixed) for *_, failures, mixed in seen] == [([], []), ([], [])]
    assert all(reads for _, reads, *_ in seen)


def test_a_release_of_two_contents_would_be_seen(tmp_path):
    """Fails if readers would call anything whole."""
    import duckdb

    readers.publish_one(tmp_path, 0)
    with duckdb.connect(str((tmp_path / "published" / "latest").resolve() / "warehouse.duckdb")) as connection:
        connection.execute("update marts.table_b set release_no = 2")
    assert readers.open_warehouse(tmp_path / "published") == {0, 2}
    with pytest.raises(ValueError, match="warehouse"):
        readers.verify(tmp_path / "published")
    (tmp_path / "published" / "parquet").resolve().rename(tmp_path / "gone")
    with pytest.raises(duckdb.Error):
        readers.open_parquet(tmp_path / "published")
