"""What counts as a document, and what changes a key."""

from __future__ import annotations

import ast
import os
from pathlib import Path

import pytest

from pipeline.errors import SetAside
from pipeline.layouts.collecting.parsed import SourceEntry
from pipeline.manifest import (
    READING_CODE,
    content_hash,
    content_key,
    digest,
    hash_tree,
    list_documents,
    reading_code_hash,
)
from pipeline.settings import REPOSITORY


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    for name, text in {"义乌市/a.txt": "甲", "义乌市/b.txt": "乙", "inbox/c.pdf": "丙"}.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def names(raw: Path) -> list[str]:
    return [file.file_name for file in list_documents(raw)]


def test_every_file_is_a_document(raw):
    assert names(raw) == ["inbox/c.pdf", "义乌市/a.txt", "义乌市/b.txt"]


@pytest.mark.parametrize(
    "name", ["义乌市/source.yml", "NOTICE", ".DS_Store", "inbox/~$c.docx", "inbox/d.pdf.part", "inbox/.gitkeep"]
)
def test_notes_and_droppings_are_not(raw, name):
    (raw / name).write_text("x")
    assert names(raw) == ["inbox/c.pdf", "义乌市/a.txt", "义乌市/b.txt"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("计划\n一.txt", "计划\\n一.txt"),
        ("\u202etxt.计划", "\\u202etxt.计划"),
        (os.fsdecode("汇总.txt".encode("gb18030")), "\\xbb\\xe3\\xd7\\xdc.txt"),
    ],
    ids=["newline", "right-to-left mark", "GBK bytes"],
)
def test_a_name_can_be_printed_and_stored_whatever_it_holds(raw, name, shown):
    (raw / "义乌市" / name).write_text("丁", "utf-8")
    assert f"义乌市/{shown}" in names(raw)
    assert content_hash(raw, list_documents(raw))


def test_a_link_out_of_raw_is_refused(raw, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "secret.txt"
    outside.write_text("一", "utf-8")
    (raw / "inbox" / "link.txt").symlink_to(outside)
    (raw / "inbox" / "folder").symlink_to(outside.parent, target_is_directory=True)
    assert problems_of(raw) == {"inbox/link.txt": "outside_raw", "inbox/folder": "outside_raw"}
    with pytest.raises(SetAside):
        next(file for file in list_documents(raw) if file.problem).read()


def test_what_never_ends_and_links_in_a_circle_keep_nobody_waiting(raw):
    os.mkfifo(raw / "inbox" / "pipe.txt")
    (raw / "inbox" / "one.txt").symlink_to("two.txt")
    (raw / "inbox" / "two.txt").symlink_to("one.txt")
    assert problems_of(raw) == dict.fromkeys(("inbox/pipe.txt", "inbox/one.txt", "inbox/two.txt"), "unreadable")


def problems_of(raw):
    return {file.file_name: file.problem.reason for file in list_documents(raw) if file.problem}


def test_a_file_that_cannot_be_opened_is_refused_with_what_to_do(raw, monkeypatch):
    def refuse(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pipeline.manifest.hash_file", refuse)
    problem = list_documents(raw)[0].problem
    assert problem is not None
    assert (problem.reason, problem.found) == ("unreadable", "Permission denied")


def test_a_key_follows_bytes_name_entry_and_code(raw):
    file = list_documents(raw)[1]
    entry = SourceEntry(file.file_name)
    key = content_key(file, entry, "code")
    assert key == content_key(file, SourceEntry(file.file_name), "code")
    assert key != content_key(file, SourceEntry(file.file_name, title="题"), "code")
    assert key != content_key(file, entry, "other code")
    (raw / "义乌市" / "a.txt").write_text("甲甲", "utf-8")
    assert key != content_key(list_documents(raw)[1], entry, "code")


def test_the_release_hash_follows_the_source_entries(raw):
    before = content_hash(raw, list_documents(raw))
    assert before == content_hash(raw, list_documents(raw))
    (raw / "义乌市" / "source.yml").write_text("documents: []")
    assert before != content_hash(raw, list_documents(raw))


def test_installing_the_ocr_extra_makes_scans_new_again(raw, monkeypatch):
    monkeypatch.setattr("pipeline.manifest.installed_extras", list)
    before = content_hash(raw, list_documents(raw)), reading_code_hash()
    monkeypatch.setattr("pipeline.manifest.installed_extras", lambda: ["rapidocr"])
    after = content_hash(raw, list_documents(raw)), reading_code_hash()
    assert before[0] != after[0]
    assert before[1] != after[1]


def test_a_hash_of_code_leaves_derived_files_out(tmp_path):
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "a.py").write_text("a = 1")
    before = hash_tree(tmp_path, ["room"])
    (tmp_path / "room" / "__pycache__").mkdir()
    (tmp_path / "room" / "__pycache__" / "a.pyc").write_bytes(b"x")
    assert before == hash_tree(tmp_path, ["room"])
    (tmp_path / "room" / "words.yml").write_text("b: 1")
    assert before != hash_tree(tmp_path, ["room"])


def test_no_two_lists_share_a_digest_by_gluing():
    assert digest(["ab", "c"]) != digest(["a", "bc"])


def test_a_missing_raw_directory_is_empty(tmp_path):
    assert list_documents(tmp_path / "none") == []


def test_all_code_that_reads_a_document_is_in_its_key():
    """Fails if reading comes to depend on a module whose change would not make a new content key."""
    seen, waiting = set(), ["pipeline.understand"]
    while waiting:
        module = waiting.pop()
        path = REPOSITORY / (module.replace(".", "/") + ".py")
        path = path if path.is_file() else REPOSITORY / module.replace(".", "/") / "__init__.py"
        if module in seen or not path.is_file():
            continue
        seen.add(module)
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                waiting += [alias.name for alias in node.names if alias.name.startswith("pipeline")]
            elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pipeline"):
                waiting += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    covered = {name.removesuffix(".py").replace("/", ".") for name in READING_CODE}
    assert len(seen) > 20
    for module in seen - {"pipeline"}:
        assert any(module == room or module.startswith(f"{room}.") for room in covered), module
