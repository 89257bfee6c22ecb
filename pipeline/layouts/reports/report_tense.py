"""Whether a passage without a heading tells of what was done or of what is to be done: by its years and its words."""

from __future__ import annotations

import re

from pipeline.language.words.vocabulary import load_vocabulary, pattern_of

_CLAUSES = "[。；;\n]"
_FEW = 0.15  # a plan may say of one sentence in seven what has been done before


def tells_of_earlier(text: str, year: str) -> bool:
    """Whether a paragraph tells of a year before the plan's: its clauses open with such a year, and with none later.

    It opens with that year itself, or says somewhere that something was done.
    """
    years = {match["year"] for match in pattern_of("report_tense", "year_opens").finditer(text)}
    is_ahead = any(named >= year for named in years) or "今年" in text
    is_told = re.match(r"\W{0,4}20\d{2}年", text) or _word("done").search(text) or _word("reached").search(text)
    return bool(years or pattern_of("report_tense", "last_year").search(text)) and not is_ahead and bool(is_told)


def looks_ahead(text: str, year: str) -> bool:
    """Whether a passage speaks of what is to be done: verbs of the plan, and hardly a word of what has been done."""
    sentences = [sentence for sentence in re.split(_CLAUSES, text) if sentence.strip()]
    if tells_of_earlier(text, year) or _word("told").search(text):
        return False
    done = sum(bool(_word("done").search(sentence)) for sentence in sentences)
    return bool(_word("ahead").search(text)) and done <= len(sentences) * _FEW


def _word(name: str) -> re.Pattern[str]:
    return re.compile(load_vocabulary("words")["work_report"][name])
