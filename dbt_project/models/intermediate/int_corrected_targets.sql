{{ config(materialized='ephemeral') }}

-- Targets as read, and over them what people say is right. A range keeps both its ends in order.
with targets as (
    select * from {{ ref('stg_targets') }}
),

said as (
    {{ said_fields('target', [
        'indicator', 'comparator', 'value', 'value_high', 'unit', 'kind', 'aggregation', 'period_id', 'scope', 'is_firm',
    ]) }}
),

corrected as (
    select
        targets.* replace (
            coalesce(said.indicator, targets.indicator) as indicator,
            coalesce(said.comparator, targets.comparator) as comparator,
            coalesce(said.value::decimal(28, 6), targets.value) as value,
            coalesce(said.value_high::decimal(28, 6), targets.value_high) as value_high,
            coalesce(said.unit, targets.unit) as unit,
            coalesce(said.kind, targets.kind) as kind,
            coalesce(said.aggregation, targets.aggregation) as aggregation,
            coalesce(said.period_id, targets.period_id) as period_id,
            coalesce(said.scope, targets.scope) as scope,
            coalesce(said.is_firm::boolean, targets.is_firm) as is_firm
        ),
        said.value_high is not null as is_widened
    from targets
    left join said on targets.target_id = said.record_key
),

ordered as (
    select
        *,
        (comparator = 'between' or is_widened) and coalesce(value_high > value, false) as is_range
    from corrected
)

select
    * exclude (is_widened, is_range) replace (
        case
            when is_range then 'between'
            when comparator = 'between' then '>='
            else comparator
        end as comparator,
        case when is_range then value_high end as value_high
    )
from ordered
