"""Saved pages: the page out of its message, in every charset and coding, its frames, its address."""

from __future__ import annotations

import base64
import quopri
from pathlib import Path

import pytest

from pipeline.errors import SetAside
from pipeline.layouts.collecting.parsed import SourceEntry
from pipeline.readers import read
from pipeline.readers.web.mhtml import _SavedPage, message_from_bytes
from tests.readers.samples import block_texts, check_document
from tests.render.records import comparable, understood

CITIES = Path(__file__).parents[1] / "cities" / "rendered"
PAGE = "<html><head><title>进展</title></head><body><p>一、新建公厕6座，已建成4座。</p></body></html>"


def coded(page: bytes, coding: str) -> bytes:
    """A page's bytes as a message carries them."""
    return base64.encodebytes(page) if coding == "base64" else quopri.encodestring(page)


def part(page: bytes, coding: str = "quoted-printable", kind: str = "text/html", headers: str = "") -> bytes:
    """One part of a message."""
    head = f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {coding}\r\n{headers}\r\n"
    return b"--=_edge\r\n" + head.encode() + coded(page, coding) + b"\r\n"


def saved(*parts: bytes, first: str = "From: <Saved by Blink>", start: str = "") -> bytes:
    """A saved page of these parts."""
    head = (
        f"{first}\r\nSnapshot-Content-Location: http://www.qingshi.gov.cn/zwgk/1.html\r\nSubject: x\r\n"
        f'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";{start}\r\n'
        '\tboundary="=_edge"\r\n\r\n\r\n'
    )
    return head.encode() + b"".join(parts) + b"--=_edge--\r\n"


@pytest.mark.parametrize("coding", ["quoted-printable", "base64"])
@pytest.mark.parametrize("charset", ["utf-8", "gbk", "gb2312"])
def test_every_charset_and_coding_gives_the_page(coding, charset):
    document = read(saved(part(PAGE.encode(charset), coding, f'text/html; charset="{charset}"')), "x.mht")
    check_document(document)
    assert block_texts(document) == ["一、新建公厕6座，已建成4座。"]
    assert document.media_type == "multipart/related"


def test_a_page_names_its_own_charset_where_the_message_does_not():
    page = PAGE.replace("<head>", '<head><meta charset="gb2312">').encode("gbk")
    assert "新建公厕6座" in read(saved(part(page)), "x.mhtml").text


def test_a_message_that_is_the_page_itself():
    head = "MIME-Version: 1.0\r\nContent-Type: text/html; charset=gbk\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    assert "新建公厕6座" in read(head.encode() + coded(PAGE.encode("gbk"), "base64"), "x.mht").text


@pytest.mark.parametrize("name", ["anhe_q1", "wanghai_livelihood"])
def test_records_are_those_of_the_page(name):
    content, entry = (CITIES / f"{name}.html").read_bytes(), SourceEntry(file_name=name)
    expected = comparable(understood(content, entry, f"inbox/{name}.html"))
    picture = part(b"\x89PNG", "base64", "image/png", "Content-Location: http://x.cn/a.png\r\n")
    page = part(content.decode().replace("utf-8", "gb2312").encode("gb18030"), kind='text/html; charset="gb2312"')
    assert comparable(understood(saved(picture, page), entry, f"inbox/{name}.mht")) == expected


@pytest.mark.parametrize(
    ("source", "headers"),
    [
        ("cid:frame-1@mhtml.blink", "Content-ID: <frame-1@mhtml.blink>\r\n"),
        ("content.html", "Content-Location: http://www.qingshi.gov.cn/zwgk/content.html\r\n"),
    ],
)
def test_what_a_frame_shows_stands_in_its_place(source, headers):
    outer = f"<html><body><p>通知正文。</p><iframe src='{source}'></iframe><p>附件。</p></body></html>".encode()
    at = "Content-Location: http://www.qingshi.gov.cn/zwgk/1.html\r\n"
    content = saved(part(outer, headers=at), part(PAGE.encode(), headers=headers))
    assert block_texts(read(content, "x.mht")) == ["通知正文。", "一、新建公厕6座，已建成4座。", "附件。"]


def test_frames_that_show_each_other_end():
    inner = b"<html><body><p>\xe6\xad\xa3\xe6\x96\x87\xe3\x80\x82</p><iframe src='a.html'></iframe></body></html>"
    at = "Content-Location: http://x.cn/a.html\r\n"
    assert len(block_texts(read(saved(part(inner, headers=at)), "x.mht"))) < 10


def test_the_start_is_the_page_that_the_message_names():
    first, second = PAGE.replace("公厕", "报头").encode(), PAGE.encode()
    content = saved(part(first), part(second, headers="Content-ID: <two>\r\n"), start=' start="<two>";')
    assert "公厕" in read(content, "x.mht").text


def test_the_address_becomes_the_canonical_link():
    page = part(PAGE.encode(), headers="Content-Location: http://www.qingshi.gov.cn/zwgk/1.html\r\n")
    assert b'rel="canonical" href="http://www.qingshi.gov.cn/zwgk/1.html"' in whole(page)
    own = PAGE.replace("<head>", '<head><link rel="canonical" href="http://own.cn/">').encode()
    assert whole(part(own)).count(b"canonical") == 1


def whole(page: bytes) -> bytes:
    return _SavedPage(message_from_bytes(saved(page)), "x.mht").whole()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (saved(part(b"x", kind="image/png")), "damaged"),
        (saved(part(b"<html></html>")), "empty"),
        (b"From: a@b.cn\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n", "not_what_it_says"),
    ],
)
def test_messages_without_a_page_are_set_aside(content, reason):
    with pytest.raises(SetAside) as caught:
        read(content, "x.mht")
    assert caught.value.reason == reason


def test_text_that_speaks_of_messages_stays_text():
    assert read("关于MIME-Version: 的说明\n一、新建公厕6座。".encode(), "x.txt").media_type.startswith("text/")
