"""Which printers are there: a program without what it prints with is none."""

from __future__ import annotations

import shutil

from tests.render import printers


def test_an_office_without_writer_prints_no_text(tmp_path, monkeypatch):
    program = tmp_path / "soffice"
    program.touch()
    monkeypatch.setattr(shutil, "which", lambda name: str(program) if name == "soffice" else None)
    assert printers.missing(writer=True) == ["libreoffice-writer-nogui"]
    (tmp_path / printers.WRITER).touch()
    assert printers.missing(writer=True) == []


def test_what_is_missing_is_named_on_a_machine_without_any_package(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    names = ("Noto Serif CJK SC", "WenQuanYi Zen Hei")
    assert printers.missing(chromium=True, fonts=names) == ["chromium", "fonts-noto-cjk", "fonts-wqy-zenhei"]
