with links as (
    select * from {{ ref('stg_task_links') }}
)

select
    task_id,
    other_task_id,
    link_kind,
    link_score,
    matched,
    differs
from links
