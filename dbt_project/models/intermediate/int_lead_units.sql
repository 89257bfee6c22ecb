{{ config(materialized='ephemeral') }}

-- Who is responsible for a task, as the forms print it: leads and supports in printed order.
with task_units as (
    select * from {{ ref('bridge_task_units') }}
)

select
    task_id,
    string_agg(name_as_written, '、' order by position) filter (where role = 'lead') as lead_units,
    string_agg(name_as_written, '、' order by position) filter (where role = 'support') as support_units
from task_units
group by task_id
