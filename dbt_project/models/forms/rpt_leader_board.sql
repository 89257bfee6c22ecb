-- 晾晒: the leaders who answer for a period's plan tasks, ranked.
with tasks as (
    select
        task_id,
        leader_id
    from {{ ref('fct_tasks') }}
    where leader_id is not null
),

progress as (
    select
        progress.progress_id,
        progress.period_id,
        progress.jurisdiction,
        progress.task_id
    from {{ ref('fct_progress') }} as progress
    inner join {{ ref('dim_documents') }} as documents on progress.document_id = documents.document_id
    where documents.superseded_by is null
),

-- Tasks of a plan that the period's reports follow, and that none of them tells of.
coverage as (
    select
        task_id,
        period_id,
        jurisdiction
    from {{ ref('rpt_coverage') }}
    where is_followed
    group by task_id, period_id, jurisdiction
    having not bool_or(is_mentioned)
),

answers as (
    select
        progress.period_id,
        progress.jurisdiction,
        tasks.leader_id,
        progress.progress_id
    from progress
    inner join tasks on progress.task_id = tasks.task_id
    union all
    select
        coverage.period_id,
        coverage.jurisdiction,
        tasks.leader_id,
        null as progress_id
    from coverage
    inner join tasks on coverage.task_id = tasks.task_id
),

{{ board('answers', 'leader_id') }}

select
    ranked.period_id,
    ranked.jurisdiction,
    ranked.leader_id,
    leaders.leader_name,
    leaders.title,
    ranked.row_count,
    ranked.met_count,
    ranked.on_pace_count,
    ranked.behind_count,
    ranked.partial_count,
    ranked.unknown_count,
    ranked.done_count,
    ranked.open_count,
    ranked.unreported_count,
    ranked.judged_count,
    ranked.attainment,
    ranked.rank,
    ranked.is_shared,
    ranked.previous_period_id,
    ranked.previous_rank,
    ranked.previous_attainment,
    ranked.rank_change
from ranked
inner join {{ ref('dim_leaders') }} as leaders on ranked.leader_id = leaders.leader_id
