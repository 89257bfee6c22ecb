{{ config(materialized='ephemeral') }}

-- Who is responsible for a task, as the forms print it: leads and supports in printed order. A programme's yearly tasks
-- name no unit of their own; the programme's do.
with task_units as (
    select * from {{ ref('stg_task_units') }}
),

tasks as (
    select
        tasks.task_id,
        programs.program_id
    from {{ ref('stg_tasks') }} as tasks
    left join {{ ref('int_task_programs') }} as programs on tasks.task_id = programs.task_id
),

named as (
    select
        task_id,
        string_agg(name_as_written, '、' order by position, unit_id) filter (where role = 'lead') as lead_units,
        string_agg(name_as_written, '、' order by position, unit_id) filter (where role = 'support') as support_units
    from task_units
    group by task_id
),

programs as (
    select
        tasks.program_id,
        arg_min(named.lead_units, named.task_id) as lead_units,
        arg_min(named.support_units, named.task_id) as support_units
    from named
    inner join tasks on named.task_id = tasks.task_id
    where tasks.program_id is not null
    group by tasks.program_id
)

select
    tasks.task_id,
    case when named.task_id is null then programs.lead_units else named.lead_units end as lead_units,
    case when named.task_id is null then programs.support_units else named.support_units end as support_units
from tasks
left join named on tasks.task_id = named.task_id
left join programs on tasks.program_id = programs.program_id
