{{ config(materialized='ephemeral') }}

-- The programme that a task belongs to, where its list is a programme's.
with tasks as (
    select * from {{ ref('stg_tasks') }}
),

programs as (
    select * from {{ ref('stg_programs') }}
)

select
    tasks.task_id,
    programs.program_id
from tasks
inner join programs
    on
        tasks.document_id = programs.document_id
        and tasks.section_no = programs.program_no
        and tasks.list_type in ('program_task', 'five_year_goal', 'three_year_action')
