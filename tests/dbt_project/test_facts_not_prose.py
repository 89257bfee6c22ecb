"""SQL is arithmetic: no model works out what a sentence or a name says (facts are columns of the records)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2] / "dbt_project"
MODELS = sorted([*(PROJECT / "models").rglob("*.sql"), *(PROJECT / "macros").glob("*.sql")])
LOOKS_INTO = re.compile(
    r"\b(?:regexp_\w+|contains|prefix|suffix|starts_with|ends_with|strpos|instr|position|split_part|string_split\w*"
    r"|i?like|glob|similar to)\b\s*(?=[('])"
)
# What a string function may do all the same, and why.
ALLOWED = {
    "fct_corrections": "takes the document from a key of ours",
    "fct_findings": "finds where verbatim words stand in a document's text: a place, not a meaning",
    "fct_target_progress": "writes a number without its trailing zero",
    "numbers": "writes numbers without trailing zeros",
}


def _code(path: Path) -> str:
    return re.sub(r"--[^\n]*|\{#.*?#\}", "", path.read_text("utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_no_model_looks_into_words(path):
    """Fails if a model searches, cuts or matches text that is not on the list, with its reason."""
    found = LOOKS_INTO.findall(_code(path))
    assert not found or path.stem in ALLOWED, f"{path.name}: {found}; let reading or matching write a column instead"


def test_the_list_holds_nothing_that_is_not_needed():
    needed = {path.stem for path in MODELS if LOOKS_INTO.search(_code(path))}
    assert needed == set(ALLOWED)
