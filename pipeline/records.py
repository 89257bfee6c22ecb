"""The record types: what reading one document yields, and what matching documents yields.

Each dataclass is one table of Parquet files; ``arrow_schema`` derives the Arrow schema from its annotations.
Records are pure data. Keys are stable text built from the document's own words and numbers, so the same fact
of the same document has the same key on every rebuild and every machine. Offsets are half-open ranges of the
document's normalised text (``TextRecord.text``); ``quote == text[char_start:char_end]``.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import cache

if typing.TYPE_CHECKING:
    import pyarrow as pa

# The years a document may plan or report for; another year is a slip of the pen or of the reader.
FIRST_YEAR, LAST_YEAR = 1990, 2049
FIRST_NAMED_YEAR, LAST_NAMED_YEAR = 1949, 2100  # that a sentence may name: 2060年前实现碳中和


@dataclasses.dataclass(frozen=True, slots=True)
class DocumentRecord:
    """One row per document version (one file's bytes)."""

    document_id: str  # first 12 hex digits of the sha256
    jurisdiction: str
    parent_jurisdictions: str | None  # what stands above it, from the province down: 浙江省/金华市
    title: str
    doc_number: str | None
    issuer: str | None
    issued_on: dt.date | None
    doc_type: str  # responsibility_breakdown | progress_report | program_plan | work_report
    plan_period_id: str | None
    report_period_id: str | None
    file_name: str  # relative to raw/
    original_file_name: str | None
    origin: str | None
    media_type: str
    sha256: str
    page_count: int | None
    layout: str
    role_convention: str | None


@dataclasses.dataclass(frozen=True, slots=True)
class TextRecord:
    """One row per document: its normalised text."""

    document_id: str
    text: str


@dataclasses.dataclass(frozen=True, slots=True)
class TaskRecord:
    """One row per task of a plan document. ``task_id`` = document_id/list_type/section_no/task_no."""

    task_id: str
    document_id: str
    jurisdiction: str
    period_id: str
    list_type: str
    section_no: int
    section_title: str
    task_no: int
    title: str | None
    task_text: str
    leader_name: str | None
    leader_title: str | None
    deadline_period_id: str | None  # a 完成时限 column or clause of the task itself
    source_page: int | None
    char_start: int
    char_end: int
    leader_office: str | None = None  # the title without a party post set before it


@dataclasses.dataclass(frozen=True, slots=True)
class TaskUnitRecord:
    """One row per unit named in a task's responsibility clause."""

    task_id: str
    document_id: str
    unit_id: str
    name_as_written: str
    role: str  # lead | support
    position: int  # 1-based, as printed
    role_rule: str  # what decided the role: mark ▲, bold, before_comma, column 牵头单位, sole_unit, ...
    char_start: int
    char_end: int


@dataclasses.dataclass(frozen=True, slots=True)
class TaskLeaderRecord:
    """One row per leader named for a task (or for its section or programme)."""

    task_id: str
    document_id: str
    jurisdiction: str
    leader_name: str
    leader_title: str | None
    role: str  # lead | convenor | assist
    position: int
    leader_office: str | None = None  # the title without a party post set before it


@dataclasses.dataclass(frozen=True, slots=True)
class UnitRecord:
    """One row per spelling of a unit in a document. ``unit_id`` is a pure function of jurisdiction and name."""

    unit_id: str
    document_id: str
    jurisdiction: str
    unit_name: str  # canonical short form, e.g. 自规局
    full_name: str  # e.g. 自然资源和规划局
    unit_type: str
    is_group: bool
    alias: str  # as written in this document
    how_known: str  # as_written | abbreviation | prefix_dropped | bracket_dropped | office_of | source_yml


@dataclasses.dataclass(frozen=True, slots=True)
class UnitMemberRecord:
    """One row per member that a document names for a group of units."""

    group_unit_id: str
    member_unit_id: str
    document_id: str
    quote: str


@dataclasses.dataclass(frozen=True, slots=True)
class ProgramRecord:
    """One row per programme of a programme plan. ``program_id`` = document_id/program/no."""

    program_id: str
    document_id: str
    program_no: int
    program_name: str
    convenors: str | None  # names and titles as printed
    plan_period_id: str


@dataclasses.dataclass(frozen=True, slots=True)
class IndicatorRecord:
    """One row per indicator of an indicator system. ``indicator_id`` = document_id/indicator/program/level/no."""

    indicator_id: str
    document_id: str
    program_no: int
    level: str
    indicator_no: int
    indicator_name: str
    source_page: int | None
    char_start: int
    char_end: int


@dataclasses.dataclass(frozen=True, slots=True)
class TargetRecord:
    """One row per measurable promise of a task, or of a progress row's task name (``progress_id`` set instead).

    ``target_id`` = owner id + '#t' + position. ``value`` is in the base unit (1.5万亩 → 15000 亩).
    """

    target_id: str
    task_id: str | None
    progress_id: str | None
    document_id: str
    position: int
    indicator: str
    comparator: str  # >= <= > < = between
    value: Decimal
    value_high: Decimal | None
    unit: str
    kind: str  # level | growth_rate | decrease_rate | count | share
    aggregation: str  # cumulative | snapshot
    period_id: str  # the deadline
    is_annual: bool  # to be reached in every year of a longer window (每年, 年均)
    scope: str | None
    is_firm: bool
    is_approximate: bool
    rule: str  # the rule that read it
    quote: str
    source_page: int | None
    char_start: int
    char_end: int
    label: str = ""  # the indicator, with its scope where the name does not say it
    number_count: int = 1  # numbers in the quote
    names_years: bool = False  # its sentence says over how many years (五年、三年)


@dataclasses.dataclass(frozen=True, slots=True)
class MilestoneRecord:
    """One row per promise without a number of a task, or of a progress row's task name; a list is one row per thing.

    ``target_id`` = owner id + '#m' (milestone) or '#r' (relative) + position.
    """

    target_id: str
    task_id: str | None
    progress_id: str | None
    document_id: str
    position: int
    kind: str  # milestone | relative
    thing: str
    stage: str | None  # the stage promised (language/promises/milestones.yml)
    thing_class: str | None
    stage_rank: int | None  # the stage's place on the ladder of its class
    against: str | None  # the other side of a relative promise
    direction: str | None
    value: Decimal | None  # a promised rank
    period_id: str  # the deadline
    is_firm: bool
    rule: str  # the rule that read it
    quote: str
    source_page: int | None
    char_start: int
    char_end: int


@dataclasses.dataclass(frozen=True, slots=True)
class ProgressRecord:
    """One row per row of a progress report. ``progress_id`` = document_id/row/row_no."""

    progress_id: str
    document_id: str
    jurisdiction: str
    period_id: str
    row_no: int
    task_name: str
    lead_unit_name: str | None
    lead_unit_id: str | None
    narrative: str
    stated_status: str | None
    issues: str | None  # 存在问题
    next_steps: str | None  # 下一步打算
    source_page: int | None
    char_start: int
    char_end: int
    narrative_start: int
    narrative_end: int
    stated_code: str | None = None  # met | on_pace | behind: what a known word of ``stated_status`` means
    states_issue: bool = False  # ``issues`` names a problem, not that there is none
    has_words: bool = True  # the narrative is more than bare numbers
    is_filled: bool = True  # the row says something of the work, not 未填报 or 无 alone


@dataclasses.dataclass(frozen=True, slots=True)
class ActualRecord:
    """One row per measured result in a progress narrative. ``actual_id`` = progress_id + '#a' + position."""

    actual_id: str
    progress_id: str
    document_id: str
    position: int
    indicator: str
    comparator: str  # '=' or, where the source says 超/突破/以上, '>='
    value: Decimal
    unit: str
    kind: str
    as_of_period_id: str
    scope: str | None
    is_approximate: bool
    basis: str  # measured | counted | derived
    rule: str
    quote: str
    char_start: int
    char_end: int


@dataclasses.dataclass(frozen=True, slots=True)
class ClaimRecord:
    """One row per statement of completion. ``claim_id`` = progress_id + '#c' + position.

    ``claim``: target_met (已完成年度目标), done (已开馆), under_way, planned, percent_of_target (完成年度目标95.4%,
    the figure in ``stated_percent``).
    """

    claim_id: str
    progress_id: str
    document_id: str
    position: int
    claim: str
    subject: str | None
    stated_percent: Decimal | None
    quote: str
    char_start: int
    char_end: int
    stated_places: int = 0  # decimal places of the percentage as it is written


@dataclasses.dataclass(frozen=True, slots=True)
class RemainderRecord:
    """One row per stretch of a document that no record covers.

    ``treatment``: unread (no rule accounted for it), or the name of the rule that set it aside
    (title_page, preamble, distribution_list, section_heading, blank_form, narrative_of_the_past, page_number, ...).
    """

    document_id: str
    position: int
    treatment: str
    text: str
    source_page: int | None
    char_start: int | None
    char_end: int | None


@dataclasses.dataclass(frozen=True, slots=True)
class VersionRecord:
    """One row per document: its place among the issues of the same document, and the issue that took its place."""

    document_id: str
    revision: int  # 1 for the first issue
    superseded_by: str | None


@dataclasses.dataclass(frozen=True, slots=True)
class LinkRecord:
    """One row per progress row: the plan task it reports on."""

    progress_id: str
    task_id: str | None
    link_kind: str  # same | reworded | none
    link_score: Decimal
    matched: str  # what agreed, Chinese
    differs: str | None  # what differs, Chinese
    changes_substance: bool = False  # what came or went is more than style: a number, a bound, words of their own
    keeps_lead: bool = True  # the plan names the row's lead unit among its leads, by whatever spelling


@dataclasses.dataclass(frozen=True, slots=True)
class TaskLinkRecord:
    """One row per pair of tasks of two documents that make the same promise (task_id < other_task_id)."""

    task_id: str
    other_task_id: str
    link_kind: str  # same | reworded | same_indicator
    link_score: Decimal
    matched: str
    differs: str | None


@dataclasses.dataclass(frozen=True, slots=True)
class TargetLinkRecord:
    """One row per pair of targets of two documents about the same indicator (target_id < other_target_id)."""

    target_id: str
    other_target_id: str
    link_score: Decimal
    same_period: bool
    same_value: bool
    same_family: bool = True  # the units are one, or of one family (人 and 名): the values compare as they stand


@dataclasses.dataclass(frozen=True, slots=True)
class PairRecord:
    """One row per target per progress row that concerns it.

    ``actual_value`` is the result converted to the target's unit (null when none, or when it does not convert).
    ``cause`` says why the result is doubtful or none answers: not_mentioned, mentioned, under_way, not_comparable,
    other_thing, narrower, wider, caliber, other_name, stock, far_over, effort, other_year, currency, unit, later,
    row_degree. ``nearest_id`` is the result that was set aside.
    """

    target_id: str
    progress_id: str
    actual_id: str | None
    claim_id: str | None
    basis: str  # measured | claimed | derived | counted
    actual_value: Decimal | None
    converts: bool
    pair_score: Decimal | None
    explanation: str  # Chinese, one sentence: why this result answers this target, or why none does
    is_elsewhere: bool = False  # the answer stands in another row of the report than the target's own
    is_cumulated: bool = False  # promise and result both add up from the start of the plan's window
    cause: str | None = None
    caliber: str | None = None  # the word by which the result is another statistic than the promise
    nearest_id: str | None = None
    said_start: int | None = None  # where the report speaks of it, offsets into the report's text
    said_end: int | None = None
    parts: str | None = None  # the other results that answer equally well: 其余各报142.5%、121.1%


@dataclasses.dataclass(frozen=True, slots=True)
class RemarkRecord:
    """One row per thing that a reader of a report would mark in its margin, beyond single targets.

    ``kind``: self_contradiction (``actual_id`` and ``other_actual_id`` name the same thing with different values),
    after_period (an event told as done and dated ``happened_on``, after the period), impossible (the report says that
    what the row promises cannot be done). Offsets are into the report's text.
    """

    remark_id: str
    kind: str
    document_id: str
    progress_id: str
    actual_id: str | None
    other_actual_id: str | None
    happened_on: dt.date | None
    char_start: int
    char_end: int


@dataclasses.dataclass(frozen=True, slots=True)
class StageRecord:
    """One row per clause of a narrative that answers a milestone. ``actual_id`` = progress_id + '#s' + position."""

    actual_id: str
    progress_id: str
    document_id: str
    position: int
    thing: str
    stage: str | None  # None: the clause says that it cannot be done
    percent: Decimal | None  # 形象进度
    reached_on: dt.date | None
    as_of_period_id: str
    rule: str
    quote: str
    char_start: int
    char_end: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRecord:
    """One row per promise without a number per progress row that concerns it: the facts a verdict follows from."""

    target_id: str
    progress_id: str
    actual_id: str | None = None
    promised_rank: int | None = None
    reached_rank: int | None = None
    says_impossible: bool = False
    is_claimed: bool = False  # the report says in words that the promise is kept, or all done
    is_mentioned: bool  # the report speaks of the thing at all
    is_elsewhere: bool = False  # the row is not the promise's own
    own_value: Decimal | None = None  # the two sides of a relative promise, where the report gives them
    other_value: Decimal | None = None
    missing: str | None = None  # the side that it does not give, Chinese
    pair_score: Decimal | None = None
    explanation: str  # Chinese, one sentence
    is_named: bool = False  # the report has a good part of the thing's name, whatever it says of it
    is_touched: bool = False  # the report has any telling part of the name


@dataclasses.dataclass(frozen=True, slots=True)
class SeriesMemberRecord:
    """One row per target or result that belongs to the course of an indicator over plans, years and places."""

    member_id: str  # a target_id or an actual_id
    series_id: str
    series_name: str
    sort: str  # change | share | amount
    unit_family: str


@dataclasses.dataclass(frozen=True, slots=True)
class RepeatRecord:
    """One row per target of a linked row's task name and target of its plan task that have the same name."""

    target_id: str  # of the row
    planned_id: str  # of the plan's task


@dataclasses.dataclass(frozen=True, slots=True)
class IndicatorLinkRecord:
    """One row per target of a programme's task that is named by an indicator of the programme's system."""

    target_id: str
    indicator_id: str


@dataclasses.dataclass(frozen=True, slots=True)
class CompletionRecord:
    """One row per progress row: whether everything concrete that its task name promises is reported finished."""

    progress_id: str
    is_done: bool
    explanation: str


@dataclasses.dataclass(frozen=True, slots=True)
class RunRecord:
    """One row: the refresh that builds the warehouse. ``period_id`` is the quarter refreshed; its end is 'today'."""

    run_id: str
    period_id: str  # '2023-Q3'
    rule_id: str  # a rule of dim_rules: how this refresh judges progress
    started_at: dt.datetime  # UTC, without zone
    as_known: str  # which documents it holds: then, now, issued:2023-10-31, arrived:2023-10-31


@dataclasses.dataclass(frozen=True, slots=True)
class PeriodRecord:
    """One row per period that a document may name: what its id stands for."""

    period_id: str  # '2023', '2023-Q3', '2023-H1', '2023-9M', '2023-08' or '2023/2027'
    period_type: str  # year | quarter | half | year_to_date | month | plan_window
    label_zh: str  # 2023年三季度
    start_date: dt.date
    end_date: dt.date
    year: int | None  # None for plan windows
    quarter: int | None  # of a quarter
    time_share: Decimal  # share of its last year gone at its end
    is_regular: bool  # one of those by which every year is told: year, halves, quarters, 前三季度


@dataclasses.dataclass(frozen=True, slots=True)
class ManifestRecord:
    """One row per document version ever taken in: when its bytes were first seen."""

    document_id: str
    file_name: str  # relative to raw/
    sha256: str
    ingested_at: dt.datetime  # UTC, without zone


@dataclasses.dataclass(frozen=True, slots=True)
class CorrectionRecord:
    """One row per item of a corrections.yml: what a person says is right, or what is wrong with the item."""

    correction_id: str  # folder/corrections.yml#number
    jurisdiction: str  # the folder under raw/
    entry_no: int  # 1-based; 0 for the file as a whole
    record_key: str | None
    record_kind: str | None  # target | promise | result | judgement
    field: str | None
    right_value: str | None  # numbers in the base unit
    reason: str | None
    said_by: str | None
    said_on: dt.date | None
    problem: str | None  # why the item cannot be used


@dataclasses.dataclass(frozen=True, slots=True)
class OutcomeRecord:
    """One row per document per run: what became of reading it."""

    run_id: str
    period_id: str
    at: dt.datetime  # UTC, without zone
    file_name: str
    document_id: str | None
    jurisdiction: str | None
    layout: str | None  # where set aside: the nearest layout
    success: bool
    reason: str | None  # a key of errors.REASONS
    error: str | None
    found: str | None
    expected: str | None
    advice: str | None
    counts: str  # JSON object: records by table
    unread_chars: int


@dataclasses.dataclass(frozen=True, slots=True)
class QualityResultRecord:
    """One row per expectation per run."""

    run_id: str
    period_id: str
    at: dt.datetime  # UTC, without zone
    suite: str
    expectation: str
    table_name: str
    column_name: str | None
    severity: str  # error (blocks publication) | warn
    success: bool
    observed: str | None
    unexpected_sample: str | None  # JSON array


RecordType = type
DOCUMENT_TABLES: dict[str, RecordType] = {
    "documents": DocumentRecord,
    "texts": TextRecord,
    "tasks": TaskRecord,
    "task_units": TaskUnitRecord,
    "task_leaders": TaskLeaderRecord,
    "units": UnitRecord,
    "unit_members": UnitMemberRecord,
    "programs": ProgramRecord,
    "indicators": IndicatorRecord,
    "targets": TargetRecord,
    "milestones": MilestoneRecord,
    "progress": ProgressRecord,
    "actuals": ActualRecord,
    "claims": ClaimRecord,
    "remainders": RemainderRecord,
}
MATCH_TABLES: dict[str, RecordType] = {
    "versions": VersionRecord,
    "links": LinkRecord,
    "task_links": TaskLinkRecord,
    "target_links": TargetLinkRecord,
    "pairs": PairRecord,
    "inferred_actuals": ActualRecord,
    "stages": StageRecord,
    "answers": AnswerRecord,
    "completions": CompletionRecord,
    "remarks": RemarkRecord,
    "series_members": SeriesMemberRecord,
    "repeats": RepeatRecord,
    "indicator_links": IndicatorLinkRecord,
}
RUN_TABLES: dict[str, RecordType] = {
    "runs": RunRecord,
    "periods": PeriodRecord,
    "manifest": ManifestRecord,
    "corrections": CorrectionRecord,
    "outcomes": OutcomeRecord,
    "quality_results": QualityResultRecord,
}

DECIMAL_PRECISION, DECIMAL_SCALE = 28, 6
_WIDE = Context(prec=60)  # room to round in


def storable(value: Decimal) -> Decimal:
    """A number as the store keeps it: rounded once, half to even, where it has more decimals than fit (5.1234567)."""
    if -int(value.as_tuple().exponent) <= DECIMAL_SCALE:
        return value
    return value.quantize(Decimal(1).scaleb(-DECIMAL_SCALE), ROUND_HALF_EVEN, _WIDE).normalize(_WIDE)


@cache
def arrow_schema(record_type: RecordType) -> pa.Schema:
    """The Arrow schema of a record type; ``X | None`` becomes a nullable field."""
    import pyarrow as pa

    arrow = {
        str: pa.string(),
        int: pa.int64(),
        bool: pa.bool_(),
        dt.date: pa.date32(),
        dt.datetime: pa.timestamp("us"),
        Decimal: pa.decimal128(DECIMAL_PRECISION, DECIMAL_SCALE),
    }
    fields = []
    for name, hint in typing.get_type_hints(record_type).items():
        options = typing.get_args(hint) if isinstance(hint, types.UnionType) else (hint,)
        plain = next(option for option in options if option is not type(None))
        fields.append(pa.field(name, arrow[plain], nullable=type(None) in options))
    return pa.schema(fields)
