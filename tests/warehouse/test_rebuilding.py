"""What a build that fails is blamed on."""

from __future__ import annotations

import pytest

from pipeline.warehouse.dbt_runner import DbtError
from pipeline.warehouse.rebuilding import Rebuilding


@pytest.mark.parametrize(
    "says",
    ["Out of Memory Error: could not allocate block of size 256.0 KiB", "IO Error: No space left on device"],
)
def test_a_machine_short_of_memory_or_disk_is_no_documents_fault(says: str) -> None:
    rebuilding = Rebuilding.__new__(Rebuilding)  # nothing of it may be asked: no document is looked for
    error = DbtError(says, [])
    with pytest.raises(DbtError) as raised:
        rebuilding.build_what_works(None, error)  # type: ignore[arg-type]
    assert raised.value is error
