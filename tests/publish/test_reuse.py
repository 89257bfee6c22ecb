"""What releases share: written once for the same content, never for another, gone when no release holds it."""

from __future__ import annotations

from pathlib import Path

from pipeline.publish.reuse import Reuse


def test_the_same_content_is_written_once(tmp_path: Path) -> None:
    """Fails if an unchanged workbook costs its writing again, or a changed one shows what it said before."""
    first, second = Reuse(tmp_path / "shared"), Reuse(tmp_path / "shared")
    first.write(tmp_path / "a.xlsx", "lines", lambda path: path.write_text("one"))
    second.write(tmp_path / "b.xlsx", "lines", lambda path: path.write_text("written again"))
    second.write(tmp_path / "c.xlsx", "other lines", lambda path: path.write_text("two"))
    assert [(tmp_path / name).read_text() for name in ("a.xlsx", "b.xlsx", "c.xlsx")] == ["one", "one", "two"]
    assert (first.written, first.linked, second.written, second.linked) == (1, 0, 1, 1)


def test_what_no_release_holds_goes(tmp_path: Path) -> None:
    shared, old = tmp_path / "shared", tmp_path / "old.xlsx"
    Reuse(shared).write(old, "lines", lambda path: path.write_text("one"))
    later = Reuse(shared)
    later.write(tmp_path / "new.xlsx", "other lines", lambda path: path.write_text("two"))
    later.forget_unused()
    assert len(list(shared.iterdir())) == 2  # the old release still holds the first
    old.unlink()
    later.forget_unused()
    assert [path.read_text() for path in shared.iterdir()] == ["two"]


def test_without_a_place_to_keep_them_files_are_written_each_time(tmp_path: Path) -> None:
    reuse = Reuse(None)
    for text in ("one", "two"):
        reuse.write(tmp_path / "a.xlsx", "lines", lambda path, text=text: path.write_text(text))
    assert (tmp_path / "a.xlsx").read_text() == "two"


def test_a_damaged_file_is_written_anew_not_shared(tmp_path):
    """Fails if a byte that a disk changed would come into the next release with a checksum that fits it."""
    for name in ("one", "two"):
        Reuse(tmp_path / "shared").write(tmp_path / f"{name}.csv", "made of", lambda path: path.write_text("whole"))
        if name == "one":
            (kept,) = (tmp_path / "shared").iterdir()
            kept.unlink()
            kept.write_text("whale")
    assert (tmp_path / "two.csv").read_text() == "whole"
