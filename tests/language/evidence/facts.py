"""What an invented sentence says, as one line of words: the public readers, by the name an evidence file calls them.

Every function of the modules below whose name has no underscore is one: add yours where its kind stands.
"""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType

from tests.language.evidence import (
    facts_of_bodies,
    facts_of_layouts,
    facts_of_names,
    facts_of_numbers,
    facts_of_pages,
    facts_of_pairs,
    facts_of_stages,
)

KINDS = (
    facts_of_numbers,
    facts_of_stages,
    facts_of_bodies,
    facts_of_names,
    facts_of_pairs,
    facts_of_layouts,
    facts_of_pages,
)

READERS: dict[str, Callable[[str], str]] = {
    name: reader
    for kind in KINDS
    for name, reader in vars(kind).items()
    if isinstance(reader, FunctionType) and reader.__module__ == kind.__name__ and not name.startswith("_")
}
