{{ config(materialized='ephemeral') }}

-- Targets of two documents about the same indicator: those that matching links by name, and those of two tasks that
-- make the same promise, where name, scope, deadline and value agree. There even a bare name (投资) says enough.
with links as (
    select * from {{ ref('stg_target_links') }}
),

task_links as (
    select
        task_id,
        other_task_id
    from {{ ref('stg_task_links') }}
    where link_kind in ('same', 'reworded')
),

targets as (
    select * from {{ ref('int_targets') }}
),

restated as (
    select distinct
        least(one.target_id, other.target_id) as target_id,
        greatest(one.target_id, other.target_id) as other_target_id,
        1::decimal(28, 6) as link_score,
        true as same_period,
        true as same_value
    from task_links
    inner join targets as one on task_links.task_id = one.task_id
    inner join targets as other
        on
            task_links.other_task_id = other.task_id
            and one.indicator = other.indicator
            and one.scope is not distinct from other.scope
            and one.kind = other.kind
            and one.unit is not distinct from other.unit
            and one.value = other.value
            and one.value_high is not distinct from other.value_high
            and one.period_id = other.period_id
            and one.is_annual = other.is_annual
            and one.is_firm = other.is_firm
)

select
    target_id,
    other_target_id,
    link_score,
    same_period,
    same_value
from links
union all
select restated.*
from restated
left join links on restated.target_id = links.target_id and restated.other_target_id = links.other_target_id
where links.target_id is null
