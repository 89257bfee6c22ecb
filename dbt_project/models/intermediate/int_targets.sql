{{ config(materialized='ephemeral') }}

-- Targets that are facts of their own: a plan task's, and those of a progress row that the plan does not have.
-- What the name of a linked row promises only restates its plan task (see the check on restatements).
with targets as (
    select * from {{ ref('int_corrected_targets') }}
),

links as (
    select
        progress_id,
        task_id
    from {{ ref('stg_links') }}
    where task_id is not null
)

select targets.*
from targets
left join links on targets.progress_id = links.progress_id
where targets.task_id is not null or links.task_id is null
