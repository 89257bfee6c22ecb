"""All families of layouts. To add one: a module with its ``FAMILY``, and its places here (a test holds them).

Where several fit, the one listed first is taken; ``PRECEDENCE`` says which names a document that holds several.
"""

from __future__ import annotations

from pipeline.layouts.families import (
    blank_form,
    clause_lists,
    indicator_system,
    plan_outline,
    program_plan,
    progress_list,
    progress_prose,
    progress_table,
    responsibility_table,
    supervision_slips,
)
from pipeline.layouts.family import TableFamily, TextFamily

TEXTS: tuple[TextFamily, ...] = (
    program_plan.FAMILY,
    progress_list.FAMILY,
    progress_prose.FAMILY,
    supervision_slips.FAMILY,
    clause_lists.BLOCKS,
    clause_lists.NUMBERED,
)
TABLES: tuple[TableFamily, ...] = (
    indicator_system.FAMILY,
    blank_form.FAMILY,
    progress_table.FAMILY,
    responsibility_table.FAMILY,
)
OUTLINE = plan_outline.FAMILY  # of a document as a whole, where its title says so
PRECEDENCE: tuple[TextFamily | TableFamily, ...] = (
    program_plan.FAMILY,
    progress_table.FAMILY,
    progress_list.FAMILY,
    supervision_slips.FAMILY,
    clause_lists.NUMBERED,
    responsibility_table.FAMILY,
    clause_lists.BLOCKS,
    progress_prose.FAMILY,
)
WORK_REPORT = "work_report"  # one speech over all parts: read whole, by ``work_report``
DOC_TYPES = {family.name: family.doc_type or "" for family in (*PRECEDENCE, OUTLINE)} | {WORK_REPORT: WORK_REPORT}
