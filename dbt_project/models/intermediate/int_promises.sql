{{ config(materialized='ephemeral') }}

-- Promises without a number that are facts of their own: a plan task's, and those of a row that the plan does not have.
with said as (
    {{ said_fields('promise', ['thing', 'stage', 'period_id', 'is_firm']) }}
),

milestones as (
    select
        milestones.* replace (
            coalesce(said.thing, milestones.thing) as thing,
            coalesce(ladders.stage, milestones.stage) as stage,
            coalesce(ladders.stage_rank, milestones.stage_rank) as stage_rank,
            coalesce(said.period_id, milestones.period_id) as period_id,
            coalesce(said.is_firm::boolean, milestones.is_firm) as is_firm
        )
    from {{ ref('stg_milestones') }} as milestones
    left join said on milestones.target_id = said.record_key
    -- A stage that the ladder of its class does not have cannot be compared: it changes nothing.
    left join {{ ref('stage_ladders') }} as ladders
        on milestones.thing_class = ladders.class and said.stage = ladders.stage
),

links as (
    select
        progress_id,
        task_id
    from {{ ref('stg_links') }}
    where task_id is not null
)

select milestones.*
from milestones
left join links on milestones.progress_id = links.progress_id
where milestones.task_id is not null or links.task_id is null
