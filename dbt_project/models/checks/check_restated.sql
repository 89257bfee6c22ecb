-- A report's row repeats a plan target with another number: told when it first does.
with links as (
    select
        progress_id,
        task_id
    from {{ ref('stg_links') }}
    where task_id is not null
),

targets as (
    select * from {{ ref('int_corrected_targets') }}
),

progress as (
    select
        progress_id,
        period_id
    from {{ ref('stg_progress') }}
),

repeated as (
    select
        targets.*,
        links.task_id as plan_task_id
    from targets
    inner join links on targets.progress_id = links.progress_id
),

-- A number that stands in the plan task as well is no restatement, whatever its name.
changed as (
    select repeated.*
    from repeated
    where not exists (
            select 1 from targets as planned
            where
                planned.task_id = repeated.plan_task_id
                and planned.value = repeated.value
                and planned.value_high is not distinct from repeated.value_high
                and planned.kind = repeated.kind
        )
)

select
    'restated' as kind,
    progress.period_id,
    planned.task_id,
    planned.target_id,
    changed.progress_id,
    changed.target_id as subject_id,
    '计划为'
    || {{ quantity('planned.value', 'planned.unit') }}
    || '，报告改述为'
    || {{ quantity('changed.value', 'changed.unit') }}
    || '。' as detail,
    {{ cite('changed') }},
    {{ cite_against('planned') }}
from changed
inner join {{ ref('stg_repeats') }} as repeats on changed.target_id = repeats.target_id
inner join targets as planned
    on
        repeats.planned_id = planned.target_id
        and changed.unit = planned.unit
        and changed.kind = planned.kind
        and not exists (
            select 1 from repeated
            where
                repeated.progress_id = changed.progress_id
                and repeated.value = planned.value
                and repeated.kind = planned.kind
        )
inner join progress on changed.progress_id = progress.progress_id
left join {{ ref('stg_periods') }} as periods on progress.period_id = periods.period_id
qualify
    row_number() over (partition by changed.target_id order by planned.position, planned.target_id) = 1
    and row_number() over (
        partition by planned.target_id, changed.value order by periods.end_date, changed.target_id
    ) = 1
