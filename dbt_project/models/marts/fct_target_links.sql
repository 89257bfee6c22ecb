with links as (
    select * from {{ ref('stg_target_links') }}
),

targets as (
    select
        target_id,
        period_id,
        comparator,
        value,
        value_high,
        unit,
        kind,
        quote
    from {{ ref('fct_targets') }}
)

select
    links.target_id,
    links.other_target_id,
    links.link_score,
    links.same_period as is_same_period,
    links.same_value as is_same_value,
    targets.period_id,
    others.period_id as other_period_id,
    -- A promise without a number is said in the plan's words.
    coalesce({{ promise('targets') }}, targets.quote) as promised,
    coalesce({{ promise('others') }}, others.quote) as other_promised
from links
inner join targets on links.target_id = targets.target_id
inner join targets as others on links.other_target_id = others.target_id
