with tasks as (
    select * from {{ ref('stg_tasks') }}
),

texts as (
    select * from {{ ref('stg_texts') }}
),

programs as (
    select * from {{ ref('int_task_programs') }}
),

task_leaders as (
    select
        task_id,
        leader_name,
        leader_id
    from {{ ref('int_task_leaders') }}
    qualify row_number() over (partition by task_id, leader_name order by role desc, position asc, leader_id asc) = 1
)

select
    tasks.task_id,
    tasks.document_id,
    tasks.jurisdiction,
    tasks.period_id,
    tasks.list_type,
    tasks.section_no,
    tasks.section_title,
    tasks.task_no,
    tasks.title,
    tasks.task_text,
    task_leaders.leader_id,
    programs.program_id,
    tasks.deadline_period_id,
    periods.end_date as deadline,
    {{ text_at('texts.text', 'tasks') }} as quote,
    tasks.source_page,
    tasks.char_start,
    tasks.char_end
from tasks
inner join texts on tasks.document_id = texts.document_id
left join {{ ref('stg_periods') }} as periods
    on coalesce(tasks.deadline_period_id, tasks.period_id) = periods.period_id
left join task_leaders on tasks.task_id = task_leaders.task_id and tasks.leader_name = task_leaders.leader_name
left join programs on tasks.task_id = programs.task_id
