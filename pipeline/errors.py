"""The exceptions of the pipeline, drawn as a tree.

DubanError
├── SetAside            a document that cannot be loaded; the rest of the refresh goes on
│   └── (reason)        one word for the table of outcomes, see ``REASONS``
├── SourceEntryError    an entry of raw/<jurisdiction>/source.yml, or the whole file, that does not fit its folder
└── BrokenRecords       records of one document that do not fit together (pipeline/integrity.py): a fault of ours
"""

from __future__ import annotations

REASONS = {
    "empty": "the file has no bytes or no text",
    "not_what_it_says": "the bytes are not what the file name says and no reader takes them",
    "damaged": "the file breaks off or contradicts itself",
    "password": "the file is locked",
    "too_large": "the file unpacks to more than the reader allows",
    "too_costly": "reading it takes more memory or time than one document may take",
    "crashed": "a library that reads it crashes on it",
    "needs_ocr": "pages without a text layer and the OCR extra is not installed",
    "needs_office": "the format is read through LibreOffice, which is not installed",
    "unknown_layout": "no layout family recognises the document",
    "unknown_jurisdiction": "neither the folder, source.yml nor the document says whose it is",
    "unknown_period": "nothing in the document or its entry says which year or quarter it speaks of",
    "no_task": "the layout fits but not one task or row was read",
    "partly_read": "a part of the document could not be read, so it is not published as if it were whole",
    "unreadable": "the file cannot be opened",
    "outside_raw": "a link that leads out of raw/",
    "duplicate": "the same bytes lie in raw/ under another name",
    "source_entry": "the document's entry in source.yml, or the whole file, does not fit",
    "period_out_of_range": "the period the document speaks of is none that can be judged",
    "unmatched": "matching the document with the others of its jurisdiction failed",
    "breaks_build": "the models do not build with the document's records",
    "fails_check": "the document's rows break an expectation that blocks publication",
}


class DubanError(Exception):
    """Base of every error this project raises on purpose."""


class SetAside(DubanError):
    """A document that is set aside, with what a person needs to act on it.

    ``reason`` is a key of ``REASONS``; ``found``/``expected``/``advice`` are full sentences; ``where`` names the
    page, row or line if there is one; ``nearest_layout`` the family that came closest.
    """

    def __init__(
        self,
        reason: str,
        *,
        found: str,
        expected: str,
        advice: str,
        where: str | None = None,
        nearest_layout: str | None = None,
    ) -> None:
        if reason not in REASONS:
            raise ValueError(f"unknown reason {reason!r}")
        self.reason, self.found, self.expected, self.advice = reason, found, expected, advice
        self.where, self.nearest_layout = where, nearest_layout
        place = f" ({where})" if where else ""
        super().__init__(f"{reason}{place}: found {found}; expected {expected}; {advice}")


class SourceEntryError(DubanError):
    """A source.yml entry that does not fit: names the file, the key and what to write instead."""
