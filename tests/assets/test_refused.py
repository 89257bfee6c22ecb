"""What the terminal says of one document."""

from pipeline.assets.refused import progress_line
from pipeline.store import DocumentOutcome


def test_what_was_found_is_said_before_the_error_behind_it() -> None:
    refused = DocumentOutcome(
        "d1", "云川县/a.txt", False, reason="no_task", found="no list", error="x\nlast", advice="do"
    )
    assert progress_line(refused) == "云川县/a.txt: set aside (no_task): no list; do"


def test_a_fault_is_told_by_the_last_line_of_its_error() -> None:
    refused = DocumentOutcome("d1", "云川县/a.txt", False, reason="fault", error="Traceback\nValueError: odd\n")
    assert progress_line(refused) == "云川县/a.txt: set aside (fault): ValueError: odd; see data/quarantine/"


def test_a_document_that_was_read_is_told_by_its_rows() -> None:
    read = DocumentOutcome("d1", "云川县/a.txt", True, counts={"targets": 3, "tasks": 2, "texts": 1})
    assert progress_line(read) == "云川县/a.txt: 2 tasks, 3 targets"
