"""The mutants: small changes of code, vocabularies and SQL, the same for the same seed."""

from pathlib import Path

import pytest

from benchmarks.mutations import draw, mutants_of


@pytest.mark.parametrize(
    ("name", "content", "made"),
    [
        ("pipeline/match/x.py", "def f(a):\n    return a < 3\n", {"a <= 3", "a < 4"}),
        ("pipeline/match/x.py", 'P = re.compile("开工|启动")\n', {'P = re.compile("启动")', 'P = re.compile("开工")'}),
        (
            "pipeline/language/x.yml",
            "way: '(?:开工|启动|建成)$'\n",
            {"(?:启动|建成)", "(?:开工|建成)", "(?:开工|启动)"},
        ),
        ("pipeline/language/x.yml", "words: [开工, 启动]\n", {"words: [启动]"}),
        ("pipeline/language/x.yml", "words:\n  - 开工\n  - 启动\n", {"- 启动", "- 开工"}),
        ("dbt_project/models/marts/x.sql", "select 1 -- a = b\nwhere a = 1\n", {"where a != 1"}),
    ],
)
def test_a_mutant_is_one_change(name, content, made):
    found = [mutant.made(content) for mutant in mutants_of(Path(name), content)]
    assert len(found) == len(made)
    assert all(any(change in text for text in found) for change in made)


def test_comments_docstrings_and_switches_are_left_alone():
    content = '"""Text | more."""\n# a < b\nfrozen = dict(frozen=True)\n'
    assert mutants_of(Path("pipeline/match/x.py"), content) == []


def test_the_same_seed_draws_the_same_mutants_from_every_room():
    drawn = draw(16, 3)
    assert drawn == draw(16, 3) != draw(16, 4)
    assert len({mutant.room for mutant in drawn}) == 8
