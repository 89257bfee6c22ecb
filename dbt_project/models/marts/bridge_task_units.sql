with task_units as (
    select * from {{ ref('stg_task_units') }}
)

select
    task_id,
    unit_id,
    role,
    position,
    name_as_written,
    role_rule,
    char_start,
    char_end
from task_units
