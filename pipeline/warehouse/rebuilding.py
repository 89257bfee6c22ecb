"""Building the models from as many documents as they build with. No Dagster here.

A model that fails on the records of one document must not stop the release of the others: the documents are added
by halves until those are found with which the build fails. When it fails without any document, the fault is ours
and concerns the whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pipeline.runs.last_good import Chosen, LastGood
from pipeline.runs.plan import Reading, plan_documents
from pipeline.runs.run import Run, run_records
from pipeline.runs.working_set import in_order_of_trust, keep_working, refusal, settle
from pipeline.settings import Settings
from pipeline.store import DocumentOutcome, RecordStore
from pipeline.warehouse.dbt_runner import DbtError, Event

# What DuckDB and the system say when they cannot go on, whatever the documents hold.
_OF_THE_MACHINE = re.compile(r"Out of Memory|failed to (?:allocate|pin|offload)|No space left|could not allocate", re.I)

Build = Callable[[], list[Event]]


class Rebuilding:
    """One refresh's working set, and how its models are built anew from it."""

    def __init__(self, settings: Settings, run: Run, build: Build) -> None:
        self.settings, self.run, self._build = settings, run, build
        self.planned = plan_documents(settings)
        self._store = RecordStore(settings.records_dir)

    def build(self, reading: Reading) -> tuple[list[Event], Reading]:
        """Settle the working set by ``reading`` and build; returns dbt's events and who could not be matched.

        Raises ``DbtError`` when a model or a test fails.
        """
        _, reading = settle(self.settings, self._store, self.planned, reading, self.run.cut_off)
        run_records(self.settings, self.run, reading)
        return self._build(), reading

    def build_what_works(self, reading: Reading, error: DbtError) -> tuple[list[Event], Reading]:
        """Build without the documents with which the build fails; raises ``error`` when it fails without any.

        A machine that is full or short of memory is no document's fault: that error is raised at once.
        """
        if _OF_THE_MACHINE.search(str(error)):
            raise error
        chosen = in_order_of_trust(LastGood(self.settings).choose(self.planned, self._store, reading.refused))
        errors: dict[str, DbtError] = {}

        def works(some: Sequence[Chosen]) -> bool:
            others = {v.key: refusal(v, "breaks_build", str(error)) for v in chosen if v not in some}
            try:
                self.build(reading.without(others))
            except DbtError as failure:
                errors.update({some[-1].key: failure} if some else {})
                return False
            return True

        if not works([]):
            raise error
        kept = keep_working([], chosen, works)
        refused: dict[str, DocumentOutcome] = {
            version.key: refusal(version, "breaks_build", str(errors[version.key]))
            for version in chosen
            if version not in kept
        }
        return self.build(reading.without(refused))
