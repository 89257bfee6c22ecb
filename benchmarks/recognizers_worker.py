"""Runs inside the peer's own environment: texts as JSON on standard input, the values it finds on standard output."""

import json
import re
import sys
import time

from recognizers_number import recognize_number, recognize_percentage  # type: ignore[import-not-found]
from recognizers_text import Culture  # type: ignore[import-not-found]


def values(text: str) -> list[str]:
    """The resolved values of every number and percentage, overlapping ones once."""
    found: list[str] = []
    taken: list[tuple[int, int]] = []
    for result in [*recognize_percentage(text, Culture.Chinese), *recognize_number(text, Culture.Chinese)]:
        if any(result.start <= end and start <= result.end for start, end in taken):
            continue
        taken.append((result.start, result.end))
        value = str((result.resolution or {}).get("value"))
        number = re.sub(r"[%,\s]", "", value)
        if re.fullmatch(r"-?\d+(\.\d+)?(E[+-]?\d+)?", number):
            found.append(number)
    return found


texts = json.load(sys.stdin)
values("一")
started = time.perf_counter()
read = [values(text) for text in texts]
json.dump({"values": read, "seconds": time.perf_counter() - started}, sys.stdout)
