"""A mention in its document: what its record says of it, with offsets and the quote."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from typing import Any

from pipeline.language.words.mentions import ClaimMention, MilestoneMention, ResultMention, TargetMention
from pipeline.layouts.collecting.parsed import Parsed
from pipeline.readers.document import Document
from pipeline.records import storable

Mention = TargetMention | MilestoneMention | ResultMention | ClaimMention


def placed(document: Document, parsed: Parsed, mention: Mention, offset: int) -> dict[str, Any]:
    """A mention's fields as its record names them: offsets moved into the document's text, the quote taken there."""
    said = {part.name: getattr(mention, part.name) for part in dataclasses.fields(mention)}
    start, end = offset + said.pop("start"), offset + said.pop("end")
    place = {"char_start": start, "char_end": end, "quote": document.text[start:end]}
    said = {name: storable(value) if isinstance(value, Decimal) else value for name, value in said.items()}
    return {**said, **place, "document_id": parsed.identity.document_id}
