"""ZIP bundles: which documents they hold, under names as their writers meant them, and what is refused."""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile

import pytest

from pipeline.errors import SetAside
from pipeline.readers import bundle, read
from pipeline.readers.bundle import members, read_member
from pipeline.readers.web.page_links import linked_names, plain_name
from tests.readers.samples import docx_of, zip_of
from tests.readers.test_hostile import bomb


def names(content: bytes) -> list[str]:
    return [member.name for member in members(io.BytesIO(content), "x.zip")]


def in_windows(name: str, encoding: str, text: bytes = b"x") -> bytes:
    """A bundle of one member whose name stands in a code page, as Chinese Windows writes it, without a mark."""
    written = name.encode(encoding)
    fields = struct.pack("<HHHHHIIIHH", 20, 0, 0, 0, 0x21, zipfile.crc32(text), len(text), len(text), len(written), 0)
    local = b"PK\x03\x04" + fields + written + text
    central = b"PK\x01\x02" + struct.pack("<H", 20) + fields + struct.pack("<HHHII", 0, 0, 0, 0, 0) + written
    return local + central + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)


def test_members_are_known_by_name_and_bytes():
    content = zip_of(
        {"通知.txt": "正文", "附件/附件1.txt": "表", "__MACOSX/._a": "x", "附件/.DS_Store": "x", "空/": ""}
    )
    found = members(io.BytesIO(content), "x.zip")
    assert [(member.name, member.byte_size) for member in found] == [("通知.txt", 6), ("附件/附件1.txt", 3)]
    assert found[1].sha256 == hashlib.sha256("表".encode()).hexdigest()
    assert read_member(io.BytesIO(content), "x.zip", "附件/附件1.txt") == "表".encode()


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_are_read_as_their_writer_meant_them(encoding):
    content = in_windows("附件1：责任分解表.txt", encoding)
    assert names(content) == ["附件1：责任分解表.txt"]
    assert read_member(io.BytesIO(content), "x.zip", "附件1：责任分解表.txt") == b"x"


def test_backslashes_part_folders():
    assert names(in_windows("附件\\一.txt", "gbk")) == ["附件/一.txt"]


def test_a_package_of_one_document_is_no_bundle():
    assert names(docx_of(lambda document: document.add_paragraph("正文。"))) == []
    assert names(zip_of({"mimetype": "x", "a.txt": "x"})) == names(zip_of({"/OFD.xml": "<x/>"})) == []


def locked() -> bytes:
    content = bytearray(zip_of({"a.txt": "x"}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + at] |= 1
    return bytes(content)


def twice() -> bytes:
    return zip_of({"a.txt": "x", "b.txt": "y"}).replace(b"b.txt", b"a.txt")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (zip_of({"../../etc/passwd": "x"}), "damaged"),
        (in_windows("..\\..\\a.txt", "gbk"), "damaged"),
        (in_windows("C:\\a.txt", "gbk"), "damaged"),
        (zip_of({"/a.txt": "x"}), "damaged"),
        (twice(), "damaged"),
        (zip_of({"a.txt": "text" * 999})[:-40], "damaged"),
        (in_windows("a.txt", "gbk").replace(b"a.txtx", b"a.txty", 1), "damaged"),
        (locked(), "password"),
        (zip_of({"空/": "", ".DS_Store": "x"}), "empty"),
        (zip_of({f"{number}.txt": "" for number in range(301)}), "too_large"),
        (bomb("a.txt", 1 << 30, honest=True), "too_large"),
        (bomb("a.txt", 1 << 30, honest=False), "too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "zip",  # the bytes hold the time at which they were made
)
def test_a_bundle_that_cannot_be_trusted_is_refused_with_a_reason(content, reason):
    for refuse in (lambda: names(content), lambda: read(content, "x.zip")):
        with pytest.raises(SetAside) as caught:
            refuse()
        if "damaged" not in (reason, caught.value.reason):  # zipfile itself may stop at a lie about sizes
            assert caught.value.reason == reason
        assert "x.zip" in caught.value.found


def test_one_member_has_at_most_sixty_four_mebibytes():
    assert list(names(zip_of({"a.txt": " " * (63 << 20)}))) == ["a.txt"]
    with pytest.raises(SetAside) as caught:
        names(bomb("a.txt", 66 << 20, honest=True))
    assert caught.value.reason == "too_large"


def test_all_members_together_are_bounded(monkeypatch):
    monkeypatch.setattr(bundle, "MAX_ALL", 10)
    with pytest.raises(SetAside) as caught:
        names(zip_of({"a.txt": "12345678", "b.txt": "12345678"}))
    assert caught.value.reason == "too_large"


def test_a_bundle_in_a_bundle_is_a_document_that_is_refused():
    content = zip_of({"附件.zip": zip_of({"a.txt": "x"})})
    assert names(content) == ["附件.zip"]
    with pytest.raises(SetAside) as caught:
        read(read_member(io.BytesIO(content), "x.zip", "附件.zip"), "x.zip/附件.zip")
    assert caught.value.reason == "not_what_it_says" and "archive in an archive" in caught.value.found


PAGE = """<html><body><p>附件：<a href="./P0202401/W02.docx" title='责任分解表.docx'>附件1：2024年 责任分解表</a>
<a href="/a/%E8%BF%9B%E5%B1%95.xls">下载</a> <a href="2.html">2</a></p></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_a_page_links_by_address_words_and_title(encoding):
    names = linked_names(PAGE.encode(encoding), "x.html")
    assert {"w02", "责任分解表", "2024年责任分解表", "进展"} <= names
    assert "2" not in names


def test_names_are_compared_without_label_blanks_and_suffix():
    assert plain_name("附件1：2024年 责任分解表.DOCX") == plain_name("2024年责任分解表") == "2024年责任分解表"
    assert plain_name("附件1.docx") == "附件1"
    assert linked_names(b"plain text", "x.txt") == set()
