with periods as (
    select * from {{ ref('int_periods') }}
)

select
    period_id,
    period_type,
    label_zh,
    start_date,
    end_date,
    year,
    quarter,
    time_share
from periods
