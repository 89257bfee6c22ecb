"""Telling what became of a document: on the terminal, in its check, and in the quarantine."""

import dagster as dg

from pipeline.assets.told import tell_jurisdictions
from pipeline.runs.notices import tell_set_aside
from pipeline.runs.plan import PlannedDocument, Reading
from pipeline.runs.quarantine import write_quarantine
from pipeline.settings import Settings
from pipeline.store import DocumentOutcome


def progress_line(outcome: DocumentOutcome) -> str:
    """What became of one document, for the terminal: its rows, or why it was set aside and what to do."""
    if not outcome.success:
        found = outcome.found or (outcome.error or "").strip().splitlines()[-1]
        return f"{outcome.file_name}: set aside ({outcome.reason}): {found}; {outcome.advice or 'see data/quarantine/'}"
    counts = ", ".join(
        f"{outcome.counts[name]} {name}" for name in ("tasks", "progress", "targets") if name in outcome.counts
    )
    return f"{outcome.file_name}: {counts}"


def tell_refused(
    context: dg.AssetExecutionContext | dg.AssetCheckExecutionContext,
    settings: Settings,
    planned: list[PlannedDocument],
    before: Reading,
    after: Reading,
) -> None:
    """Say in every place a person may look what was refused since ``before``, and hand the reading on."""
    after.save(settings)
    for key, outcome in after.refused.items():
        if key not in before.refused:
            context.log.info(progress_line(outcome))
    if after.refused.keys() != before.refused.keys():
        tell_jurisdictions(context.instance, settings, planned, after)
    tell_set_aside(settings, planned, after)
    pairs = zip(planned, after.outcomes, strict=True)
    write_quarantine(settings.quarantine_dir, [pair for pair in pairs if not pair[1].success])
