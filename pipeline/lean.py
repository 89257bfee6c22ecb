"""Make the heavy imports of a refresh cheaper: no collections while they run, no scipy.stats until it is used.

Every command and every run pays for these imports. Measured in turn, four times: 2.7 s of the processor and 374 MiB
with this, 4.0 s and 432 MiB without; ``python -m benchmarks.refresh`` prints what they cost beside the rest.
"""

from __future__ import annotations

import gc
import importlib
import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

# Great Expectations imports it for one expectation and two metrics that no suite here uses.
RARELY_USED = ("scipy.stats",)


@contextmanager
def lean_imports() -> Iterator[None]:
    """Import inside this block."""
    was_enabled = gc.isenabled()
    gc.disable()
    for name in RARELY_USED:
        if name not in sys.modules and importlib.util.find_spec(name.partition(".")[0]) is not None:
            _DeferredModule.stand_in(name)
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class _DeferredModule(ModuleType):
    """Stands in for a module until an attribute of it is asked for.

    ``importlib.util.LazyLoader`` also loads when ``__file__`` is asked for, as ``inspect.stack`` does of every module.
    """

    @classmethod
    def stand_in(cls, name: str) -> None:
        module = cls(name)
        module.__file__, module.__path__ = None, []
        sys.modules[name] = module
        parent, _, child = name.rpartition(".")
        setattr(importlib.import_module(parent), child, module)

    def __getattr__(self, attribute: str) -> Any:
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        name = self.__name__
        if sys.modules.get(name) is self:
            del sys.modules[name]
        return getattr(importlib.import_module(name), attribute)
