"""What one document may cost, enforced by the kernel so that C libraries are held to it too."""

from __future__ import annotations

import math
import resource
import signal
from dataclasses import dataclass

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """``memory`` is address space in bytes, ``seconds`` processor time; ``patience`` times as long may pass in all.

    ``scan_memory`` and ``scan_seconds`` (for each page) stand in while scanned pages are recognised. Measured: a page
    in A4 takes 3–9 s and 1.5 GiB of address space (1.0 GiB resident) with two threads.
    """

    memory: int = 1024 * MIB
    seconds: int = 25
    patience: int = 12
    scan_memory: int = 2560 * MIB
    scan_seconds: int = 12


def confine(limits: Limits) -> None:
    """Hold this process to ``limits.memory``; it leaves no core file and writes no large file either."""
    _soften(resource.RLIMIT_AS, limits.memory)
    _soften(resource.RLIMIT_CORE, 0)
    _soften(resource.RLIMIT_FSIZE, 16 * MIB)


def grant(limits: Limits, scanned_pages: int = 0) -> None:
    """Give this process time from now on: by SIGXCPU it ends when it has worked too long, by SIGALRM when it hangs."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    seconds = limits.seconds + scanned_pages * limits.scan_seconds
    _soften(resource.RLIMIT_CPU, math.ceil(usage.ru_utime + usage.ru_stime) + seconds)
    signal.setitimer(signal.ITIMER_REAL, seconds * limits.patience)
    if scanned_pages:
        _soften(resource.RLIMIT_AS, limits.scan_memory)


def address_space() -> int:
    """The bytes of address space this process has now."""
    with open("/proc/self/statm", encoding="ascii") as stream:  # noqa: PTH123
        return int(stream.read().split()[0]) * resource.getpagesize()


def _soften(kind: int, value: int) -> None:
    hard = resource.getrlimit(kind)[1]
    resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
