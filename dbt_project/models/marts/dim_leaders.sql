with leaders as (
    select * from {{ ref('int_leaders') }}
)

select
    leader_id,
    jurisdiction,
    leader_name,
    title,
    valid_from,
    valid_to,
    is_current
from leaders
