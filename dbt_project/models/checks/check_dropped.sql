-- A plan task that no report of its year has mentioned so far, as of the latest report. A whole list that no report
-- follows, or follows only in part, is one fact: told once, with its count. A task that a report lists and says nothing
-- of is no dropped one.
with all_coverage as (
    select * from {{ ref('int_coverage') }}
),

-- A report that follows one list of a plan is asked about the plan's other lists as well.
followed as (
    select distinct
        document_id,
        report_document_id
    from all_coverage
    where is_followed
),

coverage as (
    select all_coverage.*
    from all_coverage
    inner join followed
        on
            all_coverage.document_id = followed.document_id
            and all_coverage.report_document_id = followed.report_document_id
),

periods as (
    select
        period_id,
        end_date
    from {{ ref('dim_periods') }}
),

tasks as (
    select * from {{ ref('fct_tasks') }}
),

promising as (
    select
        task_id,
        bool_or(value is not null) as has_number
    from {{ ref('fct_targets') }}
    where is_firm and task_id is not null
    group by task_id
),

list_labels as (
    select
        code as list_type,
        label_zh
    from {{ ref('vocabulary') }}
    where vocabulary = 'list_type'
),

told_lists as (
    select
        document_id,
        list_type,
        -- A number that stands by chance beside another task's does not make a report follow the list.
        bool_or(is_mentioned and told_by = 'direct') as is_told,
        count(distinct task_id) as task_count
    from coverage
    group by document_id, list_type
),

latest as (
    select
        coverage.task_id,
        any_value(coverage.document_id) as document_id,
        any_value(coverage.list_type) as list_type,
        arg_max(coverage.period_id, (periods.end_date, coverage.report_document_id)) as period_id,
        arg_max(coverage.report_title, (periods.end_date, coverage.report_document_id)) as report_title,
        arg_max(coverage.report_document_id, (periods.end_date, coverage.report_document_id)) as report_document_id
    from coverage
    inner join periods on coverage.period_id = periods.period_id
    group by coverage.task_id
    having not bool_or(coverage.is_mentioned or coverage.is_listed)
),

dropped as (
    select
        latest.*,
        told_lists.is_told,
        told_lists.task_count,
        count(*) over (partition by latest.document_id, latest.list_type)
        >= greatest({{ var('partial_list_from') }}, {{ var('partial_list_share') }} * told_lists.task_count)
            as is_partial,
        tasks.char_start,
        tasks.task_no,
        promising.task_id is not null as is_checkable,
        coalesce(promising.has_number, false) as has_number
    from latest
    inner join told_lists on latest.document_id = told_lists.document_id and latest.list_type = told_lists.list_type
    inner join tasks on latest.task_id = tasks.task_id
    left join promising on latest.task_id = promising.task_id
),

told as (
    select
        task_id,
        document_id,
        period_id,
        report_title,
        report_document_id,
        null as subject_id,
        case when has_number then 'high' else 'medium' end as severity,
        '计划任务至今没有任何报告提及。' as detail
    from dropped
    where is_told and is_checkable and not is_partial
    union all
    -- Tasks that promise nothing to be checked are worth one line together.
    select
        arg_min(dropped.task_id, (dropped.char_start, dropped.task_id)) as task_id,
        dropped.document_id,
        max(dropped.period_id) as period_id,
        max(dropped.report_title) as report_title,
        max(dropped.report_document_id) as report_document_id,
        case when count(*) > 1 then 'effort' end as subject_id,
        'low' as severity,
        case
            when count(*) > 1
                then count(*) || '项没有可核对事项的计划任务至今没有任何报告提及。'
            else '计划任务至今没有任何报告提及。'
        end as detail
    from dropped
    where dropped.is_told and not dropped.is_checkable and not dropped.is_partial
    group by dropped.document_id, dropped.list_type
    union all
    select
        arg_min(dropped.task_id, (dropped.char_start, dropped.task_id)) as task_id,
        dropped.document_id,
        max(dropped.period_id) as period_id,
        max(dropped.report_title) as report_title,
        max(dropped.report_document_id) as report_document_id,
        'list' as subject_id,
        case when bool_or(dropped.is_told) then 'medium' else 'low' end as severity,
        '“' || any_value(list_labels.label_zh) || '”清单'
        || case
            when not bool_or(dropped.is_told) then count(*) || '项任务至今没有任何报告提及，报告不跟踪该清单。'
            else
                any_value(dropped.task_count) || '项任务中' || count(*) || '项至今没有任何报告提及（'
                || string_agg(dropped.task_no::varchar, '、' order by dropped.char_start, dropped.task_id)
                || '），报告只跟踪该清单的一部分。'
        end as detail
    from dropped
    inner join list_labels on dropped.list_type = list_labels.list_type
    where not dropped.is_told or dropped.is_partial
    group by dropped.document_id, dropped.list_type
)

select
    'dropped' as kind,
    told.severity,
    told.period_id,
    told.task_id,
    null::varchar as target_id,
    null::varchar as progress_id,
    told.subject_id,
    told.detail,
    left(tasks.task_text, {{ var('excerpt_chars') }}) as quote,
    told.document_id as quote_document_id,
    tasks.char_start as quote_start,
    tasks.char_end as quote_end,
    told.report_title as against_quote,
    told.report_document_id as against_document_id,
    null::bigint as against_start,
    null::bigint as against_end
from told
inner join tasks on told.task_id = tasks.task_id
