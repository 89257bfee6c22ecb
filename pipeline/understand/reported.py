"""What one document reports as records: results and statements of completion."""

from __future__ import annotations

from collections import defaultdict

from pipeline.language.numbers.quantities import scan_quantities
from pipeline.language.numbers.quotes import decimal_places
from pipeline.language.results.claims import read_claims
from pipeline.language.results.measured import read_results
from pipeline.language.words.mentions import ClaimMention
from pipeline.layouts.collecting.parsed import Parsed
from pipeline.readers.document import Document
from pipeline.records import ActualRecord, ClaimRecord
from pipeline.understand.placed import placed


def actual_records(document: Document, parsed: Parsed) -> list[ActualRecord]:
    """The results of every narrative and numeric column, numbered per progress row in reading order."""
    read: dict[str, list[ActualRecord]] = defaultdict(list)
    for stretch in parsed.result_texts:
        if stretch.is_percent_of_target:
            continue
        text = document.text[stretch.start : stretch.end]
        for mention in read_results(text, stretch.period_id, indicator=stretch.indicator, unit=stretch.unit):
            actuals = read[stretch.progress_id]
            position = len(actuals) + 1
            actuals.append(
                ActualRecord(
                    actual_id=f"{stretch.progress_id}#a{position}",
                    progress_id=stretch.progress_id,
                    position=position,
                    basis="measured",
                    **placed(document, parsed, mention, stretch.start),
                )
            )
    return [actual for actuals in read.values() for actual in actuals]


def claim_records(document: Document, parsed: Parsed) -> list[ClaimRecord]:
    """The statements of completion, and the percentages of a 完成率 column."""
    read: dict[str, list[ClaimRecord]] = defaultdict(list)
    for stretch in parsed.result_texts:
        if stretch.indicator and not stretch.is_percent_of_target:
            continue
        text = document.text[stretch.start : stretch.end]
        for mention in _percent_column(text, stretch.indicator) if stretch.is_percent_of_target else read_claims(text):
            claims = read[stretch.progress_id]
            position = len(claims) + 1
            claims.append(
                ClaimRecord(
                    claim_id=f"{stretch.progress_id}#c{position}",
                    progress_id=stretch.progress_id,
                    position=position,
                    stated_places=decimal_places(
                        document.text[stretch.start + mention.start : stretch.start + mention.end]
                    ),
                    **placed(document, parsed, mention, stretch.start),
                )
            )
    return [claim for claims in read.values() for claim in claims]


def _percent_column(text: str, subject: str | None) -> list[ClaimMention]:
    """A 完成率 column states a percentage of the target, with or without its sign, of ``subject``."""
    numbers = [number for number in scan_quantities(text) if number.unit in ("%", "")]
    return [
        ClaimMention("percent_of_target", subject, number.value, number.start, number.end) for number in numbers[:1]
    ]
