"""Deferred modules load when, and only when, something of theirs is used."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import inspect, sys
from pipeline.lean import lean_imports
with lean_imports():
    from scipy import stats
assert "scipy.stats._stats_py" not in sys.modules
inspect.stack()  # looks through every module's __file__
assert "scipy.stats._stats_py" not in sys.modules, "looking at modules loaded it"
assert abs(stats.norm.cdf(0.0) - 0.5) < 1e-12
assert "scipy.stats._stats_py" in sys.modules
"""


def test_scipy_stats_is_loaded_by_use_alone():
    subprocess.run([sys.executable, "-c", PROGRAM], check=True)
