with task_leaders as (
    select * from {{ ref('int_task_leaders') }}
)

select
    task_id,
    leader_id,
    role,
    position,
    leader_name as name_as_written,
    leader_title as title_as_written
from task_leaders
