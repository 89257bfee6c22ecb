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
),

-- The last report of the year passes over tasks that earlier ones followed and left unfinished: one fact, told once. A
-- report that goes on with fewer than half of them is a list of its own (what is not finished, what is new).
followed as (
    select
        coverage.report_document_id,
        coverage.report_title,
        coverage.period_id,
        coverage.task_id,
        coverage.is_mentioned or coverage.is_listed as is_told,
        arg_max(earlier.status, (earlier_periods.end_date, earlier.report_document_id)) as last_status
    from {{ ref('int_coverage') }} as coverage
    inner join {{ ref('int_periods') }} as periods on coverage.period_id = periods.period_id
    inner join {{ ref('int_coverage') }} as earlier
        on coverage.task_id = earlier.task_id and earlier.told_by = 'direct'
    inner join {{ ref('int_periods') }} as earlier_periods on earlier.period_id = earlier_periods.period_id
    where
        coverage.is_followed and month(periods.end_date) = 12
        and earlier_periods.end_date < periods.end_date
    group by all
),

followed_tasks as (
    select
        followed.*,
        tasks.document_id,
        tasks.list_type,
        tasks.task_no,
        tasks.char_start,
        not followed.is_told and followed.last_status not in ('met', 'done') as is_left
    from followed
    inner join {{ ref('fct_tasks') }} as tasks
        on followed.task_id = tasks.task_id and tasks.period_id = left(followed.period_id, 4)
),

passed_over as (
    select
        report_document_id,
        max(report_title) as report_title,
        max(period_id) as period_id,
        count(*) filter (where is_left) as left_count,
        string_agg(task_no::varchar, '、' order by char_start, task_id) filter (where is_left) as task_nos,
        arg_min(task_id, (char_start, task_id)) filter (where is_left) as first_task_id
    from followed_tasks
    group by document_id, list_type, report_document_id
    having 2 * count(*) filter (where is_told) >= count(*) and count(*) filter (where is_left) > 0
),

tasks_left as (
    select
        'lapsed' as kind,
        passed_over.period_id,
        tasks.task_id,
        null::varchar as target_id,
        null::varchar as progress_id,
        'list' as subject_id,
        '此前报告跟踪而未完成的任务中，本期有' || passed_over.left_count || '项没有再报（' || passed_over.task_nos || '）。'
            as detail,
        left(tasks.task_text, {{ var('excerpt_chars') }}) as quote,
        tasks.document_id as quote_document_id,
        tasks.char_start as quote_start,
        tasks.char_end as quote_end,
        passed_over.report_title as against_quote,
        passed_over.report_document_id as against_document_id,
        null::bigint as against_start,
        null::bigint as against_end
    from passed_over
    inner join {{ ref('fct_tasks') }} as tasks on passed_over.first_task_id = tasks.task_id
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
union all
select * from tasks_left
