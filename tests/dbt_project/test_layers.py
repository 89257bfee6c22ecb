"""Models build downward only: staging ← intermediate ← marts ← checks ← forms, and only staging reads sources."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.dbt_project.warehouse import PROJECT

LAYERS = ["staging", "intermediate", "marts", "checks", "forms"]
MODELS = {path.stem: path for layer in LAYERS for path in (PROJECT / "models" / layer).glob("*.sql")}
HEIGHT = {name: LAYERS.index(path.parent.name) for name, path in MODELS.items()}
PREFIXES = {
    "staging": ("stg_",),
    "intermediate": ("int_",),
    "marts": ("dim_", "fct_", "bridge_"),
    "checks": ("check_", "fct_findings"),
    "forms": ("rpt_", "form_"),
}


@pytest.mark.parametrize("path", MODELS.values(), ids=MODELS)
def test_no_model_is_built_on_a_layer_above_it(path: Path) -> None:
    """Fails if a fact rests on a form or a check, an intermediate on a mart, or anything but staging on a source."""
    text = path.read_text("utf-8")
    above = {name for name in MODELS if re.search(rf"'{name}'", text) and HEIGHT[name] > HEIGHT[path.stem]}
    assert not above
    assert ("source(" in text) == (path.parent.name == "staging")


@pytest.mark.parametrize("path", MODELS.values(), ids=MODELS)
def test_a_models_name_tells_its_layer(path: Path) -> None:
    """Fails if a model stands in another folder than its name says."""
    assert path.stem.startswith(PREFIXES[path.parent.name])
