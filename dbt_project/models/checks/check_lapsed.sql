-- Targets that an earlier report of the year gave a number for and this one leaves open: one per row. What was reached
-- by then, or done to the full, stays so and is not asked for again.
with verdicts as (
    select * from {{ ref('int_run_verdicts') }}
),

facts as (
    select * from {{ ref('int_target_progress') }}
),

targets as (
    select
        target_id,
        aggregation = 'cumulative' and comparator in ('>=', '>', '=') as lasts
    from {{ ref('int_targets') }}
),

progress as (
    select * from {{ ref('fct_progress') }}
),

left_open as (
    select facts.* from facts
    inner join verdicts on facts.target_id = verdicts.target_id and facts.progress_id = verdicts.progress_id
    where
        not facts.is_elsewhere and facts.actual_id is null
        and coalesce(facts.cause, 'not_mentioned') in ('not_mentioned', 'mentioned', 'effort')
        and verdicts.verdict = 'unknown' and verdicts.is_firm
),

-- What another row of the same report tells is not left open.
answered as (
    select distinct
        facts.target_id,
        facts.report_document_id
    from facts
    where facts.is_elsewhere and facts.actual_id is not null
),

-- The last report of the year before this one that gives a number.
told_before as (
    select
        left_open.target_id,
        left_open.progress_id,
        left_open.label,
        left_open.target_start,
        earlier.actual_quote,
        earlier.report_document_id,
        earlier.actual_start,
        earlier.actual_end,
        periods.label_zh,
        verdicts.verdict = 'met' and (targets.lasts or (earlier.kind = 'share' and earlier.actual_low >= 100))
            as is_settled
    from left_open
    inner join facts as earlier
        on
            left_open.target_id = earlier.target_id
            and year(left_open.as_of) = year(earlier.as_of)
            and left_open.as_of > earlier.as_of
    inner join verdicts on earlier.target_id = verdicts.target_id and earlier.progress_id = verdicts.progress_id
    inner join targets on left_open.target_id = targets.target_id
    left join answered
        on left_open.target_id = answered.target_id and left_open.report_document_id = answered.report_document_id
    left join {{ ref('stg_periods') }} as periods on earlier.period_id = periods.period_id
    where earlier.actual_id is not null and verdicts.verdict != 'unknown' and answered.target_id is null
    qualify row_number() over (
            partition by left_open.target_id, left_open.progress_id
            order by earlier.as_of desc, earlier.is_elsewhere asc, earlier.progress_id asc
        ) = 1
),

told as (
    select
        progress_id,
        min(target_id) as target_id,
        arg_min(actual_quote, target_id) as against_quote,
        arg_min(report_document_id, target_id) as against_document_id,
        arg_min(actual_start, target_id) as against_start,
        arg_min(actual_end, target_id) as against_end,
        string_agg(
            '“' || {{ inner_marks('label') }} || '”（' || label_zh || actual_quote || '）',
            '、' order by target_start, target_id
        ) as things
    from told_before
    where not is_settled
    group by progress_id
)

select
    'lapsed' as kind,
    progress.period_id,
    progress.task_id,
    told.target_id,
    told.progress_id,
    null::varchar as subject_id,
    told.things || '报过数字，本期没有再报。' as detail,
    left(progress.narrative, {{ var('excerpt_chars') }}) as quote,
    progress.document_id as quote_document_id,
    progress.narrative_start as quote_start,
    least(progress.narrative_end, progress.narrative_start + {{ var('excerpt_chars') }}) as quote_end,
    told.against_quote,
    told.against_document_id,
    told.against_start,
    told.against_end
from told
inner join progress on told.progress_id = progress.progress_id
