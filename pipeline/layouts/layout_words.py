"""The layouts' word lists: the YAML files beside the modules of this package."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


@cache
def load_words(name: str = "words") -> Any:
    """The parsed content of ``<name>.yml``; read once per process."""
    import yaml

    return yaml.safe_load((_HERE / f"{name}.yml").read_text("utf-8"))
