-- 重点任务进度表 (annex 4 of the Ten Projects plan): its printed columns, and what a period's report adds.
-- Of several reports of one period, the one that tells of the task. What no report follows yet stands under its year,
-- with nothing added.
with reported as (
    select * from {{ ref('rpt_coverage') }}
    qualify row_number() over (
            partition by task_id, period_id
            order by not is_mentioned, not is_followed, told_by, report_document_id
        ) = 1
),

coverage as (
    select
        period_id,
        jurisdiction,
        task_id,
        progress_id,
        status,
        is_mentioned,
        is_followed,
        is_listed
    from reported
    union all
    select
        period_id,
        jurisdiction,
        task_id,
        null as progress_id,
        null as status,
        null as is_mentioned,
        null as is_followed,
        null as is_listed
    from {{ ref('form_waiting_tasks') }}
),

tasks as (
    select * from {{ ref('fct_tasks') }}
),

programs as (
    select * from {{ ref('dim_programs') }}
),

responsible as (
    select * from {{ ref('int_lead_units') }}
),

progress as (
    select * from {{ ref('fct_progress') }}
),

periods as (
    select * from {{ ref('dim_periods') }}
),

remarks as (
    select * from {{ ref('form_remarks') }}
    where subject = 'task'
),

statuses as (
    select
        code as status,
        label_zh
    from {{ ref('vocabulary') }}
    where vocabulary = 'status'
)

select
    coverage.period_id,
    coverage.jurisdiction,
    tasks.document_id,
    tasks.task_id,
    tasks.list_type,
    tasks.section_no,
    coalesce(programs.program_name, tasks.section_title) as group_name,
    tasks.task_no,
    tasks.task_text,
    deadlines.end_date as deadline,
    responsible.lead_units,
    responsible.support_units,
    progress.narrative as progress_text,
    coverage.status,
    case
        when statuses.label_zh is not null then statuses.label_zh
        when coverage.is_mentioned then '他处已报告'
        when coverage.is_listed then '未填报'
        when coverage.is_followed then '未报告'
        when not coverage.is_followed then '未跟踪'
    end as status_label,
    coverage.is_followed,
    remarks.remarks,
    coverage.progress_id
from coverage
inner join tasks on coverage.task_id = tasks.task_id
inner join periods as deadlines on coalesce(tasks.deadline_period_id, tasks.period_id) = deadlines.period_id
left join programs on tasks.program_id = programs.program_id
left join responsible on tasks.task_id = responsible.task_id
left join progress on coverage.progress_id = progress.progress_id
left join statuses on coverage.status = statuses.status
left join remarks on tasks.task_id = remarks.subject_id and coverage.period_id = remarks.period_id
