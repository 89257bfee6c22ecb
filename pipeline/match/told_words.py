"""The words of a report's row, each in its place in the document's text."""

from __future__ import annotations

from pipeline.records import ProgressRecord


def told_words(progress: ProgressRecord, text: str) -> str:
    """What a row reports, in its place in the text: what stands between its cells is left blank."""
    whole = text[progress.narrative_start : progress.narrative_end]
    if whole == progress.narrative or not whole:
        return progress.narrative
    words, place = [], 0
    for line in progress.narrative.split("\n"):
        start = whole.find(line, place)
        if start < 0:
            return whole
        words += ["\n" * (start - place), line]
        place = start + len(line)
    return "".join(words) + "\n" * (len(whole) - place)
