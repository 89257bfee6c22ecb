-- Every day of every period, for tools that sum over a calendar.
with periods as (
    select
        min(start_date) as first_date,
        max(end_date) as last_date
    from {{ ref('dim_periods') }}
),

days as (
    select unnest(generate_series(first_date, last_date, interval 1 day))::date as date_day from periods
)

select
    date_day,
    year(date_day) as year,
    quarter(date_day) as quarter,
    month(date_day) as month,
    year(date_day) || '-Q' || quarter(date_day) as quarter_id,
    year(date_day) || '年' || month(date_day) || '月' as label_zh,
    date_day = last_day(date_day) and month(date_day) % 3 = 0 as is_quarter_end
from days
