-- Every plan task beside every report whose period falls into the task's.
with documents as (
    select * from {{ ref('int_documents') }}
    where superseded_by is null
),

tasks as (
    select * from {{ ref('stg_tasks') }}
),

progress as (
    select
        progress.progress_id,
        progress.document_id,
        progress.row_no,
        progress.is_filled,
        links.task_id,
        statuses.status
    from {{ ref('stg_progress') }} as progress
    inner join {{ ref('int_row_status') }} as statuses on progress.progress_id = statuses.progress_id
    left join {{ ref('stg_links') }} as links on progress.progress_id = links.progress_id
),

targets as (
    select
        target_id,
        task_id,
        is_firm,
        true as has_number
    from {{ ref('int_targets') }}
    union all
    select
        target_id,
        task_id,
        is_firm,
        false as has_number
    from {{ ref('int_promises') }}
),

periods as (
    select * from {{ ref('int_periods') }}
),

task_links as (
    select
        task_id,
        other_task_id
    from {{ ref('stg_task_links') }}
    where link_kind in ('same', 'reworded')
    union
    select
        other_task_id,
        task_id
    from {{ ref('stg_task_links') }}
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
        reports.title as report_title,
        -- What a report says of this year is no verdict on a promise for several.
        year(task_periods.start_date) = year(task_periods.end_date) as is_of_one_year
    from tasks
    inner join documents as plans on tasks.document_id = plans.document_id
    inner join documents as reports
        on plans.jurisdiction = reports.jurisdiction and reports.report_period_id is not null
    inner join periods as report_periods on reports.report_period_id = report_periods.period_id
    inner join periods as task_periods on tasks.period_id = task_periods.period_id
    where report_periods.end_date between task_periods.start_date and task_periods.end_date
),

-- A task is told of by its own rows, else by those of the same promise in another plan, else by what other rows say on
-- its targets.
rows_told as (
    select
        task_id,
        document_id as report_document_id,
        progress_id,
        row_no,
        status,
        'direct' as told_by
    from progress
    where task_id is not null and is_filled
    union all
    select
        task_links.task_id,
        progress.document_id,
        progress.progress_id,
        progress.row_no,
        null as status,
        'same_promise' as told_by
    from progress
    inner join task_links on progress.task_id = task_links.other_task_id
    where progress.is_filled
    union all
    select
        targets.task_id,
        answers.report_document_id,
        answers.progress_id,
        progress.row_no,
        null as status,
        'same_target' as told_by
    from {{ ref('int_target_answers') }} as answers
    inner join targets on answers.target_id = targets.target_id
    inner join progress on answers.progress_id = progress.progress_id
    where answers.is_elsewhere and targets.task_id is not null
),

-- A row whose cells were left open lists the task and tells nothing of it.
listed as (
    select distinct
        task_id,
        document_id as report_document_id
    from progress
    where task_id is not null
),

-- Of several rows the one in the worst state.
told as (
    select
        *,
        count(distinct progress_id) over (partition by task_id, report_document_id) as row_count
    from rows_told
    qualify row_number() over (
            partition by task_id, report_document_id
            order by
                told_by,
                list_position(['behind', 'unknown', 'open', 'partial', 'on_pace', 'done', 'met'], status),
                row_no,
                progress_id
        ) = 1
),

-- The rows of another plan's task carry verdicts on that task: of the task itself, only its own targets tell.
answered as (
    select
        targets.task_id,
        answers.report_document_id,
        arg_min(
            answers.progress_id,
            (list_position(['behind', 'on_pace', 'met'], answers.verdict), answers.progress_id)
        ) as progress_id,
        count(*) filter (where answers.verdict = 'behind') as behind_count,
        count(*) filter (where answers.verdict = 'on_pace') as on_pace_count,
        count(*) filter (where answers.verdict = 'met') as met_count
    from {{ ref('int_target_answers') }} as answers
    inner join targets on answers.target_id = targets.target_id
    where targets.is_firm and targets.has_number and answers.verdict != 'unknown'
    group by targets.task_id, answers.report_document_id
),

target_counts as (
    select
        task_id,
        count(*) as target_count
    from targets
    where is_firm and has_number
    group by task_id
),

derived as (
    select
        answered.task_id,
        answered.report_document_id,
        answered.progress_id,
        case
            when answered.behind_count > 0 then 'behind'
            when answered.on_pace_count > 0 then 'on_pace'
            when answered.met_count = target_counts.target_count then 'met'
            else 'partial'
        end as status
    from answered
    inner join target_counts on answered.task_id = target_counts.task_id
),

list_sizes as (
    select
        document_id,
        list_type,
        count(*) as task_count
    from tasks
    group by document_id, list_type
),

-- A report follows a list when its rows tell of a fair part of it: a report on the key work alone, one row of which
-- happens to restate a livelihood project, is no silence about the other livelihood projects.
followed as (
    select
        tasks.document_id,
        tasks.list_type,
        progress.document_id as report_document_id
    from progress
    inner join tasks on progress.task_id = tasks.task_id
    inner join list_sizes on tasks.document_id = list_sizes.document_id and tasks.list_type = list_sizes.list_type
    group by tasks.document_id, tasks.list_type, progress.document_id
    having count(distinct tasks.task_id) >= {{ var('followed_from') }} * any_value(list_sizes.task_count)
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
    coalesce(derived.progress_id, told.progress_id) as progress_id,
    coalesce(told.row_count, 0) as row_count,
    coalesce(told.status, derived.status) as status,
    followed.document_id is not null as is_followed,
    listed.task_id is not null as is_listed
from expected
left join listed on expected.task_id = listed.task_id and expected.report_document_id = listed.report_document_id
left join told on expected.task_id = told.task_id and expected.report_document_id = told.report_document_id
left join derived
    on
        told.task_id = derived.task_id
        and told.report_document_id = derived.report_document_id
        and told.told_by != 'direct'
        and expected.is_of_one_year
left join followed
    on
        expected.document_id = followed.document_id
        and expected.list_type = followed.list_type
        and expected.report_document_id = followed.report_document_id
