-- 问题销号进度表 (annex 5): what a period's report shows to be late or calls a problem, and whether a later one closes it.
with progress as (
    select * from {{ ref('fct_progress') }}
),

tasks as (
    select * from {{ ref('fct_tasks') }}
),

programs as (
    select * from {{ ref('dim_programs') }}
),

targets as (
    select * from {{ ref('fct_targets') }}
    where is_firm
),

target_progress as (
    select * from {{ ref('fct_target_progress') }}
),

periods as (
    select * from {{ ref('dim_periods') }}
),

responsible as (
    select * from {{ ref('int_lead_units') }}
),

issues as (
    select
        target_progress.period_id || '/' || target_progress.target_id || '/' || target_progress.progress_id as issue_id,
        'behind' as issue_kind,
        target_progress.period_id,
        target_progress.progress_id,
        target_progress.target_id,
        {{ named('targets') }} || '：' || target_progress.reason as issue,
        deadlines.end_date as deadline
    from target_progress
    inner join targets on target_progress.target_id = targets.target_id
    inner join periods as deadlines on targets.period_id = deadlines.period_id
    where target_progress.verdict = 'behind'
    union all
    select
        progress.period_id || '/' || progress.progress_id as issue_id,
        'stated' as issue_kind,
        progress.period_id,
        progress.progress_id,
        null as target_id,
        progress.issues as issue,
        periods.end_date as deadline
    from progress
    left join tasks on progress.task_id = tasks.task_id
    inner join
        periods
        on coalesce(tasks.deadline_period_id, tasks.period_id, left(progress.period_id, 4)) = periods.period_id
    where not regexp_full_match(trim(progress.issues), '((暂|基本)?无(问题|困难)?|没有|[—/-]*)[。.]?')
),

-- An issue is closed by the first later report that finds its target, or its task, in order.
closings as (
    select
        issues.issue_id,
        arg_min(later.period_id, later_periods.end_date) as closed_period_id
    from issues
    inner join progress on issues.progress_id = progress.progress_id
    inner join progress as later on progress.task_id = later.task_id
    inner join periods on issues.period_id = periods.period_id
    inner join periods as later_periods on later.period_id = later_periods.period_id
    left join target_progress as again
        on later.progress_id = again.progress_id and issues.target_id = again.target_id
    where
        later_periods.end_date > periods.end_date
        and (
            again.verdict in ('met', 'on_pace')
            or (issues.target_id is null and later.status in ('met', 'on_pace', 'done'))
        )
    group by issues.issue_id
)

select
    issues.issue_id,
    issues.period_id,
    progress.jurisdiction,
    progress.document_id,
    coalesce(programs.program_name, tasks.section_title) as group_name,
    row_number() over (
        partition by issues.period_id, progress.document_id order by progress.row_no, issues.issue_id
    ) as issue_no,
    issues.issue_kind,
    issues.issue,
    issues.deadline,
    progress.narrative as progress_text,
    coalesce(responsible.lead_units, progress.lead_unit_name) as responsible_units,
    closings.closed_period_id is not null as is_closed,
    closings.closed_period_id,
    progress.task_id,
    issues.target_id,
    issues.progress_id
from issues
inner join progress on issues.progress_id = progress.progress_id
left join tasks on progress.task_id = tasks.task_id
left join programs on tasks.program_id = programs.program_id
left join responsible on progress.task_id = responsible.task_id
left join closings on issues.issue_id = closings.issue_id
