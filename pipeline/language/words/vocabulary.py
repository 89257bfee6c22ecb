"""Word lists as data: the YAML files beside the modules that use them, in the rooms of the language."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_ROOMS = Path(__file__).parent.parent


@cache
def load_vocabulary(name: str) -> Any:
    """The parsed content of ``<name>.yml``; read once per process."""
    (path,) = _ROOMS.glob(f"*/{name}.yml")
    return yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def alternatives(words: list[str]) -> str:
    """A regular expression that matches any of the words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"
