"""Which documents break a critical expectation: they are set aside, and everything else is published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pipeline.checks.suites import ExpectationResult
from pipeline.runs.last_good import Chosen
from pipeline.runs.working_set import refusal
from pipeline.store import DocumentOutcome


def offenders(results: Iterable[ExpectationResult], loaded: Sequence[Chosen]) -> dict[str, DocumentOutcome]:
    """The loaded documents whose rows break a critical expectation, by content key, each with what it breaks."""
    broken: dict[str, list[str]] = defaultdict(list)
    for result in results:
        for document_id in result.documents if not result.success and result.severity == "error" else ():
            name = f"{result.suite}.{result.column or result.expectation}"
            broken[document_id].append(
                f"{name}: {result.description or result.expectation} {result.sample or ''}".strip()
            )
    return {
        version.key: refusal(version, "fails_check", "; ".join(broken[version.outcome.document_id]))
        for version in loaded
        if version.outcome.document_id in broken
    }
