"""Every family is registered wherever a document of it is looked for."""

import importlib
import pkgutil

from pipeline.layouts import families
from pipeline.layouts.family import TableFamily, TextFamily
from pipeline.layouts.registry import OUTLINE, PRECEDENCE, TABLES, TEXTS

REGISTERED = (*TEXTS, *TABLES, OUTLINE)


def test_every_family_that_is_written_is_registered():
    """Fails if a module's family is never asked whether it knows a document."""
    modules = [
        importlib.import_module(f"{families.__name__}.{found.name}")
        for found in pkgutil.iter_modules(families.__path__)
    ]
    written = [
        value for module in modules for value in vars(module).values() if isinstance(value, TextFamily | TableFamily)
    ]
    assert written
    assert all(family in REGISTERED for family in written)


def test_a_family_that_names_a_document_has_its_rank_among_those_that_do():
    """Fails if a document of a registered family is named after another, which stands in the precedence."""
    naming = [family.name for family in (*TEXTS, *TABLES) if family.doc_type]
    assert sorted(naming) == sorted(family.name for family in PRECEDENCE)
