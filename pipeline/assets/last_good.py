"""The last version of each file that was read whole: it stays loaded when a newer version cannot be read."""

from __future__ import annotations

import json
from collections.abc import Sequence

from pipeline.assets.plan import PlannedDocument
from pipeline.records import DOCUMENT_TABLES, arrow_schema
from pipeline.settings import Settings
from pipeline.store import RecordStore, replacing


class LastGood:
    """A ledger ``data/history/last_good.json``: file name → content key of its last version that was read whole."""

    def __init__(self, settings: Settings) -> None:
        self.path = settings.history_dir / "last_good.json"

    def keys_to_load(self, planned: Sequence[PlannedDocument], store: RecordStore) -> list[str]:
        """The content keys whose records make this refresh, sorted; the ledger is brought up to date.

        A document that was set aside is stood in for by the last version read under its name, if there is one.
        A file that left raw/ leaves the warehouse and the ledger.
        """
        ledger = self._read()
        current = {}
        for document in planned:
            name = document.file.file_name
            outcome = store.outcome(document.key)
            key = document.key if outcome is not None and outcome.success else ledger.get(name)
            if key is not None and _fits(store, key):
                current[name] = key
        with replacing(self.path) as temporary:
            temporary.write_text(json.dumps(current, ensure_ascii=False, indent=1, sort_keys=True), "utf-8")
        return sorted(set(current.values()))

    def _read(self) -> dict[str, str]:
        return dict(json.loads(self.path.read_text("utf-8"))) if self.path.is_file() else {}


def _fits(store: RecordStore, key: str) -> bool:
    """Whether stored records still have the columns the code of today expects (an older version may not)."""
    import pyarrow.parquet as pq

    paths = {table: store.path(table, key) for table in DOCUMENT_TABLES}
    return all(
        path.is_file() and pq.read_schema(path).equals(arrow_schema(DOCUMENT_TABLES[table]))
        for table, path in paths.items()
    )
