with mentions as (
    select period_id from {{ ref('int_period_mentions') }}
),

years as (
    select
        unnest(generate_series(
            left(period_id, 4)::bigint,
            case when contains(period_id, '/') then right(period_id, 4) else left(period_id, 4) end::bigint
        )) as year_no
    from mentions
),

regular_periods as (
    select distinct year_no::varchar || suffix.suffix as period_id
    from years
    cross join (select unnest(['', '-Q1', '-Q2', '-Q3', '-Q4', '-H1', '-H2', '-9M']) as suffix) as suffix
),

all_periods as (
    select period_id from mentions
    union
    select period_id from regular_periods
),

typed as (
    select
        period_id,
        left(period_id, 4)::bigint as first_year,
        case
            when regexp_full_match(period_id, '\d{4}') then 'year'
            when regexp_full_match(period_id, '\d{4}-Q[1-4]') then 'quarter'
            when regexp_full_match(period_id, '\d{4}-H[12]') then 'half'
            when regexp_full_match(period_id, '\d{4}-\d{1,2}M') then 'year_to_date'
            when regexp_full_match(period_id, '\d{4}-\d{2}') then 'month'
            when regexp_full_match(period_id, '\d{4}/\d{4}') then 'plan_window'
        end as period_type,
        try_cast(regexp_extract(period_id, '-[QH]?(\d+)M?$', 1) as bigint) as part_no
    from all_periods
),

bounded as (
    select
        period_id,
        period_type,
        first_year,
        part_no,
        case when period_type = 'plan_window' then right(period_id, 4)::bigint else first_year end as last_year,
        case period_type
            when 'quarter' then part_no * 3 - 2
            when 'half' then part_no * 6 - 5
            when 'month' then part_no
            else 1
        end as first_month,
        case period_type
            when 'quarter' then part_no * 3
            when 'half' then part_no * 6
            when 'month' then part_no
            when 'year_to_date' then part_no
            else 12
        end as last_month
    from typed
),

labelled as (
    select
        period_id,
        period_type,
        case period_type
            when 'year' then first_year || '年'
            when 'quarter' then first_year || '年' || ['一', '二', '三', '四'][part_no] || '季度'
            when 'half' then first_year || '年' || case part_no when 1 then '上半年' else '下半年' end
            when 'month' then first_year || '年' || part_no || '月'
            when 'plan_window' then first_year || '—' || last_year || '年'
            when 'year_to_date'
                then first_year || '年' || case part_no when 9 then '前三季度' else '1—' || part_no || '月' end
        end as label_zh,
        make_date(first_year, first_month, 1) as start_date,
        last_day(make_date(last_year, last_month, 1)) as end_date,
        case when period_type != 'plan_window' then first_year end as year,
        case when period_type = 'quarter' then part_no end as quarter,
        {{ share('last_month', 12) }} as time_share
    from bounded
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
from labelled
