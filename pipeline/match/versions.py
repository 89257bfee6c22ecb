"""Versions of one plan: a plan issued again under its number and title takes the place of the earlier issue."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from pipeline.match.text import normal_form
from pipeline.records import DocumentRecord

_REVISION_WORDS = re.compile(r"更正|修订|修改|更新|调整")


def superseded(documents: Iterable[DocumentRecord]) -> frozenset[str]:
    """The ids of plan documents of which a later-dated issue is at hand; equal or missing dates supersede nothing."""
    versions: dict[tuple[str, ...], list[DocumentRecord]] = defaultdict(list)
    for document in documents:
        if document.report_period_id is None and document.doc_number and document.issued_on:
            title = _REVISION_WORDS.sub("", normal_form(document.title))
            key = (document.jurisdiction, document.doc_type, normal_form(document.doc_number), title)
            versions[key].append(document)
    return frozenset(
        document.document_id
        for group in versions.values()
        for document in group
        if any(other.issued_on and document.issued_on and other.issued_on > document.issued_on for other in group)
    )
