-- Every period that a document names, and the regular ones of the years it falls into.
with periods as (
    select * from {{ ref('stg_periods') }}
),

mentioned as (
    select periods.*
    from periods
    inner join {{ ref('int_period_mentions') }} as mentions on periods.period_id = mentions.period_id
),

regular as (
    select periods.*
    from periods
    inner join mentioned
        on periods.is_regular and periods.year between year(mentioned.start_date) and year(mentioned.end_date)
),

involved as (
    select * from mentioned
    union
    select * from regular
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
from involved
