"""The last version of each file that was published: it stays loaded when a newer version cannot be."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pipeline.runs.plan import PlannedDocument
from pipeline.sealed import read_state, write_state
from pipeline.settings import Settings
from pipeline.store import DocumentOutcome, RecordStore, document_columns


@dataclass(frozen=True, slots=True)
class Chosen:
    """The version of one file that makes this refresh; ``was_published`` says that a release held it before."""

    file_name: str
    key: str
    outcome: DocumentOutcome
    was_published: bool


class LastGood:
    """A ledger ``data/history/last_good.json``: file name → content key of its last version that was published."""

    def __init__(self, settings: Settings) -> None:
        self.path = settings.history_dir / "last_good.json"

    def choose(
        self, planned: Sequence[PlannedDocument], store: RecordStore, refused: Collection[str] = ()
    ) -> list[Chosen]:
        """The version of each planned file to load, by content key; versions in ``refused`` are not considered.

        A document that was set aside is stood in for by the last version published under its name, if there is
        one. A file that left raw/ leaves the warehouse.
        """
        ledger = self._read()
        chosen: dict[str, Chosen] = {}
        for document in planned:
            name = document.file.file_name
            for key in (document.key, ledger.get(name)):
                outcome = store.outcome(key) if key is not None and key not in refused else None
                if key and outcome is not None and outcome.success and outcome.columns == document_columns():
                    chosen.setdefault(key, Chosen(name, key, outcome, ledger.get(name) == key))
                    break
        return [chosen[key] for key in sorted(chosen)]

    def save(self, chosen: Sequence[Chosen]) -> None:
        """Remember what was published."""
        ledger = {version.file_name: version.key for version in chosen}
        write_state(self.path, ledger, durable=True)

    def _read(self) -> dict[str, str]:
        return read_state(self.path, dict) or {}
