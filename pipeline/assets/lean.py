"""Make the heavy imports of a refresh cheaper: no garbage collection while they run, no scipy.stats until it is used."""

from __future__ import annotations

import gc
import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager

# Great Expectations imports it for one expectation and two metrics that no suite here uses.
RARELY_USED = ("scipy.stats",)


@contextmanager
def lean_imports() -> Iterator[None]:
    """Import inside this block. What was imported is frozen out of later collections, which also shortens the exit."""
    was_enabled = gc.isenabled()
    gc.disable()
    for name in RARELY_USED:
        _import_when_used(name)
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()


def _import_when_used(name: str) -> None:
    if name in sys.modules:
        return
    spec = importlib.util.find_spec(name)
    if spec is None or spec.loader is None:
        return
    spec.loader = importlib.util.LazyLoader(spec.loader)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    parent, _, child = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], child, module)
