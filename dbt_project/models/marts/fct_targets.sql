with documents as (
    select
        document_id,
        jurisdiction
    from {{ ref('stg_documents') }}
),

corrected as (
    {{ corrected_fields() }}
),

targets as (
    select
        numbers.*,
        documents.jurisdiction,
        series.series_id,
        corrected.corrected_fields,
        periods.end_date as deadline
    from {{ ref('int_targets') }} as numbers
    inner join documents on numbers.document_id = documents.document_id
    left join {{ ref('stg_series_members') }} as series on numbers.target_id = series.member_id
    left join {{ ref('stg_periods') }} as periods on numbers.period_id = periods.period_id
    left join corrected on numbers.target_id = corrected.record_key
),

promises as (
    select
        others.*,
        documents.jurisdiction,
        corrected.corrected_fields,
        periods.end_date as deadline
    from {{ ref('int_promises') }} as others
    inner join documents on others.document_id = documents.document_id
    left join {{ ref('stg_periods') }} as periods on others.period_id = periods.period_id
    left join corrected on others.target_id = corrected.record_key
)

select
    target_id,
    task_id,
    progress_id,
    document_id,
    jurisdiction,
    position,
    indicator,
    label,
    comparator,
    value,
    value_high,
    unit,
    kind,
    aggregation,
    period_id,
    deadline,
    is_annual,
    scope,
    is_firm,
    is_approximate,
    null::varchar as thing,
    null::varchar as stage,
    null::varchar as class,
    null::varchar as against,
    null::varchar as direction,
    series_id,
    rule,
    quote,
    source_page,
    char_start,
    char_end,
    corrected_fields
from targets
union all
select
    target_id,
    task_id,
    progress_id,
    document_id,
    jurisdiction,
    position,
    thing as indicator,
    thing as label,
    null as comparator,
    value,
    null as value_high,
    null as unit,
    kind,
    null as aggregation,
    period_id,
    deadline,
    false as is_annual,
    null as scope,
    is_firm,
    false as is_approximate,
    thing,
    stage,
    thing_class as class,
    against,
    direction,
    null as series_id,
    rule,
    quote,
    source_page,
    char_start,
    char_end,
    corrected_fields
from promises
