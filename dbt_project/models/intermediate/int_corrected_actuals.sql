{{ config(materialized='ephemeral') }}

-- Results as read, and over them what people say is right; the value as read stays beside it.
with results as (
    select * from {{ ref('stg_actuals') }}
),

said as (
    {{ said_fields('result', ['indicator', 'value', 'unit', 'kind']) }}
)

select
    results.* replace (
        coalesce(said.indicator, results.indicator) as indicator,
        coalesce(said.value::decimal(28, 6), results.value) as value,
        coalesce(said.unit, results.unit) as unit,
        coalesce(said.kind, results.kind) as kind
    ),
    results.value as value_as_read
from results
left join said on results.actual_id = said.record_key
