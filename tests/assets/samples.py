"""The smallest document that counts as read."""

from __future__ import annotations

import hashlib

from pipeline.records import DOCUMENT_TABLES, DocumentRecord, RemainderRecord, TextRecord
from pipeline.understand import Understood


def understood_text(content: bytes, source) -> Understood:
    """A stand-in for ``understand``: the text alone, and all of it unread."""
    sha256 = hashlib.sha256(content).hexdigest()
    document_id, text = sha256[:12], content.decode("utf-8").strip()
    records = {table: [] for table in DOCUMENT_TABLES}
    records["documents"] = [
        DocumentRecord(
            document_id, "某市", None, "题", None, None, None, "work_report", "2023", None, source.file_name,
            None, None, "text/plain", sha256, None, "sample", None,
        )
    ]  # fmt: skip
    records["texts"] = [TextRecord(document_id, text)]
    records["remainders"] = [RemainderRecord(document_id, 1, "unread", text, None, 0, len(text))]
    return Understood(document_id, "sample", records)
