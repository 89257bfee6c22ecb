-- A plan task that no report of its year has mentioned so far, as of the latest report.
with coverage as (
    select * from {{ ref('rpt_coverage') }}
    where is_followed
),

periods as (
    select
        period_id,
        end_date
    from {{ ref('dim_periods') }}
),

told_lists as (
    select
        document_id,
        list_type,
        bool_or(is_mentioned) as is_told
    from coverage
    group by document_id, list_type
),

latest as (
    select
        coverage.task_id,
        any_value(coverage.document_id) as document_id,
        any_value(coverage.list_type) as list_type,
        arg_max(coverage.period_id, periods.end_date) as period_id,
        arg_max(coverage.report_title, periods.end_date) as report_title
    from coverage
    inner join periods on coverage.period_id = periods.period_id
    group by coverage.task_id
    having not bool_or(coverage.is_mentioned)
)

select
    'dropped' as kind,
    -- A whole list that goes unreported is a list that other reports follow, rather than tasks that were dropped.
    case when not told_lists.is_told then 'low' end as severity,
    latest.period_id,
    latest.task_id,
    null::varchar as target_id,
    null::varchar as progress_id,
    null::varchar as subject_id,
    case
        when told_lists.is_told then '计划任务至今没有任何报告提及。'
        else '计划任务所在的整个清单至今没有任何报告提及。'
    end as detail,
    left(tasks.task_text, {{ var('excerpt_chars') }}) as quote,
    latest.report_title as against_quote
from latest
inner join told_lists on latest.document_id = told_lists.document_id and latest.list_type = told_lists.list_type
inner join {{ ref('fct_tasks') }} as tasks on latest.task_id = tasks.task_id
