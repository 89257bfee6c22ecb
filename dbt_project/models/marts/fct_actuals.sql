with results as (
    select * from {{ ref('int_results') }}
),

stages as (
    select * from {{ ref('stg_stages') }}
),

progress as (
    select
        progress_id,
        jurisdiction,
        source_page
    from {{ ref('stg_progress') }}
),

series as (
    select
        member_id,
        series_id
    from {{ ref('stg_series_members') }}
),

corrected as (
    {{ corrected_fields() }}
),

told as (
    select
        actual_id,
        progress_id,
        document_id,
        position,
        indicator,
        comparator,
        value,
        unit,
        kind,
        null::varchar as stage,
        null::date as reached_on,
        as_of_period_id,
        scope,
        is_approximate,
        basis,
        rule,
        quote,
        char_start,
        char_end
    from results
    union all
    select
        actual_id,
        progress_id,
        document_id,
        position,
        thing as indicator,
        null as comparator,
        percent as value,
        case when percent is not null then '%' end as unit,
        'milestone' as kind,
        stage,
        reached_on,
        as_of_period_id,
        null as scope,
        false as is_approximate,
        'measured' as basis,
        rule,
        quote,
        char_start,
        char_end
    from stages
)

select
    told.actual_id,
    told.progress_id,
    told.document_id,
    progress.jurisdiction,
    told.position,
    told.indicator,
    told.comparator,
    told.value,
    told.unit,
    told.kind,
    told.stage,
    told.reached_on,
    told.as_of_period_id,
    periods.end_date as as_of,
    told.scope,
    told.is_approximate,
    series.series_id,
    told.basis,
    told.rule,
    told.quote,
    progress.source_page,
    told.char_start,
    told.char_end,
    corrected.corrected_fields
from told
inner join progress on told.progress_id = progress.progress_id
left join {{ ref('stg_periods') }} as periods on told.as_of_period_id = periods.period_id
left join series on told.actual_id = series.member_id
left join corrected on told.actual_id = corrected.record_key
