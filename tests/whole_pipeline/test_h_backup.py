"""A backup of a whole data directory, restored elsewhere: the same releases, and nothing new to refresh."""

from __future__ import annotations

import dataclasses

from pipeline.backup import restore, write_backup
from pipeline.publish.verify import problems
from pipeline.refresh import _existing_release


def test_after_a_restore_there_is_nothing_new(home, tmp_path):
    """Fails if a backup lacks anything that says what a release is made of."""
    write_backup(home.settings, tmp_path / "b.tar")
    raw, data = tmp_path / "there" / "raw", tmp_path / "there" / "data"
    there = dataclasses.replace(home.settings, raw_dir=raw, data_dir=data)
    assert restore(there, tmp_path / "b.tar") == []
    release = _existing_release(there)
    assert release is not None
    assert problems(release) == []
    assert release.name == (home.settings.published_dir / "latest").resolve().name
