"""What was known when: which documents a release holds.

``KNOWN`` says it: ``then`` (what a document's own periods put before the judged quarter's end; the latest quarter holds
everything), ``now`` (everything), ``issued:2023-10-31`` or ``arrived:2023-10-31`` (what was issued, or first taken in,
on that day or before).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.period import end_of, period_of, years_of

if TYPE_CHECKING:
    from pipeline.records import DocumentRecord

THEN, NOW = "then", "now"
FORMS = "then (what was known at the quarter's end), now, issued:2023-10-31 or arrived:2023-10-31"
PERIOD, ISSUED, ARRIVED = "period", "issued", "arrived"
_DATED = re.compile(rf"({ISSUED}|{ARRIVED}):(\d{{4}}-\d\d-\d\d)")


@dataclass(frozen=True, slots=True)
class CutOff:
    """Where knowledge stops: at the end of a quarter, or on a day of issue or arrival."""

    by: str
    until: str

    def holds(self, document: DocumentRecord, arrivals: Mapping[str, dt.datetime]) -> bool:
        """Whether a document was known by then; ``arrivals`` are the first refreshes of documents, by sha256 (UTC)."""
        if self.by == PERIOD:
            return was_known(document, self.until)
        day = dt.date.fromisoformat(self.until)
        if self.by == ISSUED:
            spoken = documented_on(document)
            return spoken is None or spoken <= day
        arrived = arrivals.get(document.sha256)
        return arrived is not None and arrived.date() <= day


def dated_cut_off(as_known: str) -> CutOff | None:
    """The cut-off of ``issued:…`` and ``arrived:…``; None for what names no day. Raises ValueError for no day."""
    match = _DATED.fullmatch(as_known)
    if match is None:
        return None
    dt.date.fromisoformat(match[2])
    return CutOff(match[1], match[2])


def is_way_to_know(as_known: str) -> bool:
    """Whether a text is one of the four forms."""
    try:
        return as_known in (THEN, NOW) or dated_cut_off(as_known) is not None
    except ValueError:
        return False


def is_latest(period_id: str, latest_quarter: str, as_known: str) -> bool:
    """Whether a release is the one people read: of the latest quarter, with nothing cut off."""
    return period_id >= latest_quarter and dated_cut_off(as_known) is None


def cut_off(period_id: str, latest_quarter: str, as_known: str) -> CutOff | None:
    """Where the knowledge of a release stops; None when it holds everything in raw/."""
    if as_known == NOW or is_latest(period_id, latest_quarter, as_known):
        return None
    return dated_cut_off(as_known) or CutOff(PERIOD, period_id)


def was_known(document: DocumentRecord, until: str) -> bool:
    """Whether a document was known at the end of a quarter: it reports on it or earlier, or plans for a year begun."""
    if document.report_period_id:
        return period_of(document.report_period_id).quarter_id <= until
    planned = years_of(document.plan_period_id)
    return not planned or planned[0] <= years_of(until)[0]


def documented_on(document: DocumentRecord) -> dt.date | None:
    """When a document speaks: its date, else the end of what it reports on, else the start of what it plans."""
    planned = years_of(document.plan_period_id)
    return document.issued_on or end_of(document.report_period_id) or (dt.date(planned[0], 1, 1) if planned else None)
