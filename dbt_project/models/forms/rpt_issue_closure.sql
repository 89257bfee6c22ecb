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

-- A result that is late for its own row's target is no second issue for the same promise of another plan.
target_progress as (
    select * from {{ ref('fct_target_progress') }}
    qualify
        not is_elsewhere
        or not bool_or(not is_elsewhere) over (partition by progress_id, coalesce(actual_id, target_id))
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
        'behind:' || target_progress.target_id as subject,
        target_progress.period_id,
        target_progress.progress_id,
        target_progress.target_id,
        targets.label || '：' || target_progress.reason as issue,
        deadlines.end_date as deadline
    from target_progress
    inner join targets on target_progress.target_id = targets.target_id
    inner join periods as deadlines on targets.period_id = deadlines.period_id
    where target_progress.verdict = 'behind'
    union all
    select
        progress.period_id || '/' || progress.progress_id as issue_id,
        'stated' as issue_kind,
        'stated:' || coalesce(progress.task_id, progress.jurisdiction || ':' || progress.task_name) as subject,
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
    where progress.states_issue
),

-- An issue is closed by the first later report that finds its target, or its task, in order.
closings as (
    select
        issues.issue_id,
        arg_min(later.period_id, (later_periods.end_date, later.period_id)) as closed_period_id
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
),

-- An issue is one from the report that first shows it to the report that closes it; after that it is a new one.
shown as (
    select
        issues.issue_id,
        issues.subject,
        issues.period_id,
        periods.end_date,
        closed_periods.end_date as closed_date,
        closed_periods.label_zh as closed_label,
        periods.label_zh
    from issues
    inner join periods on issues.period_id = periods.period_id
    left join closings on issues.issue_id = closings.issue_id
    left join periods as closed_periods on closings.closed_period_id = closed_periods.period_id
),

turns as (
    select
        *,
        coalesce(
            lag(closed_date) over (partition by subject order by end_date, period_id, issue_id) <= end_date, false
        )::bigint as is_new
    from shown
),

episodes as (
    select
        *,
        sum(is_new) over (
            partition by subject order by end_date, period_id, issue_id rows unbounded preceding
        ) as episode_no
    from turns
),

histories as (
    select
        one.issue_id,
        arg_min(earlier.period_id, (earlier.end_date, earlier.period_id)) as opened_period_id,
        string_agg(distinct earlier.label_zh, '、' order by earlier.label_zh) as open_labels,
        any_value(one.subject) as subject,
        any_value(one.closed_label) as closed_label
    from episodes as one
    inner join episodes as earlier
        on one.subject = earlier.subject and one.episode_no = earlier.episode_no and one.end_date >= earlier.end_date
    group by one.issue_id
),

remarks as (
    select * from {{ ref('form_remarks') }}
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
    -- The same from report to report until closed, whatever else arrives.
    left(histories.opened_period_id, 4)
    || '-' || upper(left(md5(histories.subject || '|' || histories.opened_period_id), 6)) as issue_code,
    issues.issue_kind,
    issues.issue,
    issues.deadline,
    progress.narrative as progress_text,
    coalesce(responsible.lead_units, progress.lead_unit_name) as responsible_units,
    closings.closed_period_id is not null as is_closed,
    closings.closed_period_id,
    histories.opened_period_id,
    histories.open_labels || '未销号' || coalesce('，' || histories.closed_label || '销号', '') as history,
    coalesce(target_remarks.remarks, case when issues.target_id is null then task_remarks.remarks end) as remarks,
    progress.task_id,
    issues.target_id,
    issues.progress_id
from issues
inner join progress on issues.progress_id = progress.progress_id
left join tasks on progress.task_id = tasks.task_id
left join programs on tasks.program_id = programs.program_id
left join responsible on progress.task_id = responsible.task_id
left join closings on issues.issue_id = closings.issue_id
inner join histories on issues.issue_id = histories.issue_id
left join remarks as target_remarks
    on
        issues.target_id = target_remarks.subject_id
        and issues.period_id = target_remarks.period_id
        and target_remarks.subject = 'target'
left join remarks as task_remarks
    on
        progress.task_id = task_remarks.subject_id
        and issues.period_id = task_remarks.period_id
        and task_remarks.subject = 'task'
