-- Every plan task beside every report whose period falls into the task's.
with documents as (
    select * from {{ ref('dim_documents') }}
    where superseded_by is null
),

tasks as (
    select * from {{ ref('fct_tasks') }}
),

progress as (
    select * from {{ ref('fct_progress') }}
),

periods as (
    select * from {{ ref('dim_periods') }}
),

statuses as (
    select
        code as status,
        sort_order
    from {{ ref('vocabulary') }}
    where vocabulary = 'status'
),

task_links as (
    select
        task_id,
        other_task_id
    from {{ ref('fct_task_links') }}
    where link_kind in ('same', 'reworded')
    union
    select
        other_task_id,
        task_id
    from {{ ref('fct_task_links') }}
    where link_kind in ('same', 'reworded')
),

expected as (
    select
        tasks.task_id,
        tasks.document_id,
        tasks.jurisdiction,
        tasks.list_type,
        tasks.section_no,
        tasks.section_title,
        tasks.task_no,
        reports.report_period_id as period_id,
        reports.document_id as report_document_id,
        reports.title as report_title
    from tasks
    inner join documents as plans on tasks.document_id = plans.document_id
    inner join documents as reports
        on plans.jurisdiction = reports.jurisdiction and reports.report_period_id is not null
    inner join periods as report_periods on reports.report_period_id = report_periods.period_id
    inner join periods as task_periods on tasks.period_id = task_periods.period_id
    where report_periods.end_date between task_periods.start_date and task_periods.end_date
),

-- A task is told of by its own rows, else by those of the same promise in another plan.
rows_told as (
    select
        task_id,
        document_id as report_document_id,
        progress_id,
        status,
        'direct' as told_by
    from progress
    where task_id is not null
    union all
    select
        task_links.task_id,
        progress.document_id,
        progress.progress_id,
        progress.status,
        'same_promise' as told_by
    from progress
    inner join task_links on progress.task_id = task_links.other_task_id
),

told as (
    select
        rows_told.task_id,
        rows_told.report_document_id,
        min(rows_told.told_by) as told_by,
        arg_min(rows_told.progress_id, (rows_told.told_by, rows_told.progress_id)) as progress_id,
        count(distinct rows_told.progress_id) as row_count,
        arg_min(rows_told.status, (rows_told.told_by, statuses.sort_order)) as status
    from rows_told
    inner join statuses on rows_told.status = statuses.status
    group by rows_told.task_id, rows_told.report_document_id
),

followed as (
    select distinct
        tasks.document_id,
        progress.document_id as report_document_id
    from progress
    inner join tasks on progress.task_id = tasks.task_id
)

select
    expected.period_id,
    expected.jurisdiction,
    expected.report_document_id,
    expected.report_title,
    expected.document_id,
    expected.task_id,
    expected.list_type,
    expected.section_no,
    expected.section_title,
    expected.task_no,
    told.task_id is not null as is_mentioned,
    told.told_by,
    told.progress_id,
    coalesce(told.row_count, 0) as row_count,
    told.status,
    followed.document_id is not null as is_followed
from expected
left join told on expected.task_id = told.task_id and expected.report_document_id = told.report_document_id
left join followed
    on expected.document_id = followed.document_id and expected.report_document_id = followed.report_document_id
