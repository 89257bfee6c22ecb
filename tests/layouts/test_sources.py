"""source.yml: what a folder says of its documents, and errors that name the file and the key."""

import datetime as dt

import pytest

from pipeline.errors import SourceEntryError
from pipeline.layouts.entries.sources import default_entry, load_source_entries


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "云川县"
    place.mkdir()
    (place / "a.txt").write_text("x", "utf-8")
    return place


def write(folder, text: str):
    (folder / "source.yml").write_text(text, "utf-8")
    return load_source_entries(folder)


def test_a_folder_without_source_yml_has_no_entries(folder):
    assert load_source_entries(folder) == []


def test_an_entry_takes_its_folders_jurisdiction_and_a_name_relative_to_raw(folder):
    (entry,) = write(folder, "documents:\n- {file_name: a.txt, issued_on: 2024-03-08, plan_period_id: 2024}")
    assert (entry.file_name, entry.jurisdiction, entry.issued_on) == ("云川县/a.txt", "云川县", dt.date(2024, 3, 8))
    assert entry.plan_period_id == "2024"


def test_the_inbox_has_no_jurisdiction():
    assert default_entry("inbox/a.pdf").jurisdiction is None
    assert default_entry("云川县/2024/a.pdf").jurisdiction == "云川县"
    assert default_entry("a.pdf").jurisdiction is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("documents: [", "not valid YAML"),
        ("- a", "a mapping"),
        ("documents:\n- {title: x}", r"documents\[1\].file_name"),
        ("documents:\n- {file_name: b.txt}", "a file that lies in this folder"),
        ("documents:\n- {file_name: a.txt, titel: x}", "titel"),
        ("documents:\n- {file_name: a.txt, doc_type: plan}", "doc_type must be one of"),
        ("documents:\n- {file_name: a.txt, plan_period_id: '2024年'}", "plan_period_id"),
        ("documents:\n- {file_name: a.txt, issued_on: 三月}", "issued_on must be a date"),
        ("documents:\n- {file_name: a.txt, quirks: [{find: x}]}", r"quirks\[1\]"),
        ("documents:\n- {file_name: a.txt, quirks: [{find: x, replace: y, count: 0, reason: z}]}", "count"),
    ],
)
def test_errors_name_the_file_the_key_and_what_to_write(folder, text, words):
    with pytest.raises(SourceEntryError, match=words) as caught:
        write(folder, text)
    assert "云川县/source.yml" in str(caught.value)


@pytest.mark.parametrize("text", ["documents: " + "[" * 3000 + "]" * 3000, "documents: [{issued_on: 2024-02-31}]"])
def test_what_yaml_itself_cannot_load_names_the_file(text, tmp_path):
    (tmp_path / "source.yml").write_text(text, "utf-8")
    with pytest.raises(SourceEntryError, match=r"source\.yml"):
        load_source_entries(tmp_path)
