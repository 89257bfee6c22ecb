-- What a report says on a target, told once: its own row's verdict, or the answer that stands elsewhere in the report.
-- A target that the report leaves open keeps what an earlier report of the year told as reached: a sum or a count
-- reached and a stage reached stay so. A rate, a state or the pace of an earlier quarter says nothing of today.
with targets as (
    select
        target_id,
        aggregation = 'cumulative' and comparator in ('>=', '>', '=') as lasts
    from {{ ref('int_targets') }}
),

progress as (
    select
        progress_id,
        document_id
    from {{ ref('stg_progress') }}
),

answers as (
    select
        verdicts.target_id,
        verdicts.period_id,
        verdicts.progress_id,
        verdicts.actual_id,
        verdicts.is_elsewhere,
        verdicts.verdict,
        verdicts.as_of,
        targets.lasts
    from {{ ref('int_run_verdicts') }} as verdicts
    inner join targets on verdicts.target_id = targets.target_id
    union all
    select
        target_id,
        period_id,
        progress_id,
        actual_id,
        is_elsewhere,
        verdict,
        as_of,
        kind = 'milestone' as lasts
    from {{ ref('int_promise_reasons') }}
),

told as (
    select
        answers.*,
        progress.document_id as report_document_id
    from answers
    inner join progress on answers.progress_id = progress.progress_id
),

reached_before as (
    select
        later.target_id,
        later.period_id,
        later.report_document_id,
        earlier.progress_id,
        earlier.actual_id,
        earlier.verdict
    from told as later
    inner join told as earlier
        on
            later.target_id = earlier.target_id
            and year(later.as_of) = year(earlier.as_of)
            and later.as_of > earlier.as_of
    where later.verdict = 'unknown' and earlier.verdict = 'met' and earlier.lasts
    qualify row_number() over (
            partition by later.target_id, later.report_document_id
            order by earlier.as_of desc, earlier.is_elsewhere asc, earlier.progress_id asc
        ) = 1
),

candidates as (
    select
        target_id,
        period_id,
        report_document_id,
        is_elsewhere,
        progress_id,
        actual_id,
        verdict,
        false as is_earlier
    from told
    union all
    select
        target_id,
        period_id,
        report_document_id,
        true as is_elsewhere,
        progress_id,
        actual_id,
        verdict,
        true as is_earlier
    from reached_before
)

select
    target_id,
    period_id,
    report_document_id,
    is_elsewhere,
    progress_id,
    actual_id,
    verdict
from candidates
qualify row_number() over (
        partition by target_id, report_document_id
        order by verdict = 'unknown', is_earlier, is_elsewhere, progress_id
    ) = 1
