"""A backup holds what cannot be made anew, says when it is damaged, and never overwrites anything."""

from __future__ import annotations

import random
import tarfile

import pytest

from benchmarks.kills import keep_and_publish, kept
from pipeline.backup import BackupError, check, main, restore, write_backup
from pipeline.publish.release import LATEST
from pipeline.settings import Settings

DOCUMENT = "湖山县/2023-计划.txt"


def at(root) -> Settings:
    return Settings.from_environment({"DUBAN_RAW_DIR": f"{root}/raw", "DUBAN_DATA_DIR": f"{root}/data"})


@pytest.fixture
def settings(tmp_path) -> Settings:
    """A document, and what a refresh leaves: records, history, two releases of which one has a name."""
    settings = at(tmp_path / "here")
    (settings.raw_dir / DOCUMENT).parent.mkdir(parents=True)
    (settings.raw_dir / DOCUMENT).write_text("新建公园8个。", "utf-8")
    (settings.raw_dir / "link.txt").symlink_to("/etc/hostname")
    keep_and_publish(settings, "r0", ["2023-Q3", LATEST])
    keep_and_publish(settings, "r1", ["2023-Q3", LATEST])
    return settings


@pytest.fixture
def backup(settings, tmp_path):
    path = tmp_path / "backups" / "b.tar"
    assert write_backup(settings, path) == len(check(path))
    return path


def test_what_was_backed_up_comes_back(settings, backup, tmp_path):
    there = at(tmp_path / "there")
    assert restore(there, backup) == []
    assert (there.raw_dir / DOCUMENT).read_bytes() == (settings.raw_dir / DOCUMENT).read_bytes()
    assert kept(there) == kept(settings)
    assert [path.name for path in there.releases_dir.iterdir()] == ["r1"]
    assert (there.published_dir / "2023-Q3").resolve() == there.releases_dir / "r1"
    assert not (there.raw_dir / "link.txt").exists()


def test_a_backup_with_one_changed_byte_is_refused_and_nothing_is_written(backup, tmp_path):
    whole, draw, there = backup.read_bytes(), random.Random(3), at(tmp_path / "there")
    with tarfile.open(backup) as archive:
        places = [member.offset_data + draw.randrange(member.size) for member in archive if member.isfile()]
    for place in places:
        backup.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(BackupError, match="damaged"):
            restore(there, backup)
    backup.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BackupError, match="damaged"):
        restore(there, backup)
    assert not there.data_dir.exists() and not there.raw_dir.exists()


def test_nothing_is_overwritten(settings, backup, tmp_path):
    with pytest.raises(BackupError, match="not empty"):
        restore(settings, backup)
    there = at(tmp_path / "there")
    (there.raw_dir / DOCUMENT).parent.mkdir(parents=True)
    (there.raw_dir / DOCUMENT).write_text("新建公园9个。", "utf-8")
    with pytest.raises(BackupError, match=r"2023-计划.txt is another file"):
        restore(there, backup)
    assert not there.data_dir.exists()
    assert "9" in (there.raw_dir / DOCUMENT).read_text("utf-8")


def test_documents_that_the_backup_does_not_hold_stay_and_are_named(backup, tmp_path):
    there = at(tmp_path / "there")
    there.raw_dir.mkdir(parents=True)
    (there.raw_dir / "new.txt").write_text("x")
    assert restore(there, backup) == ["new.txt"]


def test_a_member_that_leads_out_of_the_folder_is_refused(backup, tmp_path, monkeypatch):
    monkeypatch.setattr("pipeline.backup.check", lambda _: [])
    with tarfile.open(backup, "a") as archive:
        archive.add(backup.parent.parent / "here" / "raw" / DOCUMENT, "../outside.txt")
    with pytest.raises(BackupError, match="no backup"):
        restore(at(tmp_path / "there"), backup)
    assert not list(tmp_path.rglob("outside.txt"))


def test_the_command_says_what_is_wrong_in_a_sentence(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("DUBAN_RAW_DIR", f"{tmp_path}/raw")
    monkeypatch.setenv("DUBAN_DATA_DIR", f"{tmp_path}/data")
    assert main(["restore", str(tmp_path / "none.tar")]) == 1
    assert "none.tar" in capsys.readouterr().err
    assert main([]) == 2
