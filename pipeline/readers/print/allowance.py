"""What a scan costs, said before it is read: recognising characters takes more memory and time than reading them.

Reading is pure and knows no limits. Whoever runs it under limits listens here and widens them for as many pages.
"""

from __future__ import annotations

from collections.abc import Callable

_listeners: list[Callable[[int], None]] = []


def on_scan(listener: Callable[[int], None]) -> None:
    """Call ``listener`` with the number of pages each time scanned pages are about to be read."""
    _listeners.append(listener)


def announce_scan(pages: int) -> None:
    """Say that so many scanned pages are about to be read."""
    for listener in _listeners:
        listener(pages)
