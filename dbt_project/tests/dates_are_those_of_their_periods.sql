{{ config(meta={'dagster': {'ref': {'name': 'fct_target_progress'}}}) }}
-- Fails if the date beside a period's id is not the end that dim_periods gives it.
with dated as (
    select
        period_id,
        deadline as last_day
    from {{ ref('fct_targets') }}
    union
    select
        period_id,
        period_end
    from {{ ref('fct_progress') }}
    union
    select
        period_id,
        period_end
    from {{ ref('fct_target_progress') }}
    union
    select
        period_id,
        period_end
    from {{ ref('fct_rule_verdicts') }}
    union
    select
        as_of_period_id,
        as_of
    from {{ ref('fct_actuals') }}
    union
    select
        coalesce(deadline_period_id, period_id) as period_id,
        deadline
    from {{ ref('fct_tasks') }}
)

select
    dated.period_id,
    dated.last_day,
    periods.end_date
from dated
inner join {{ ref('dim_periods') }} as periods on dated.period_id = periods.period_id
where dated.last_day is distinct from periods.end_date
