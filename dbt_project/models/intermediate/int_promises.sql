{{ config(materialized='ephemeral') }}

-- Promises without a number that are facts of their own: a plan task's, and those of a row that the plan does not have.
with milestones as (
    select * from {{ ref('stg_milestones') }}
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
