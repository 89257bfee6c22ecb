-- Where two published rules judge one target of one report differently.
with verdicts as (
    select * from {{ ref('fct_rule_verdicts') }}
    where is_applicable
),

targets as (
    select * from {{ ref('fct_targets') }}
)

select
    one.target_id,
    one.progress_id,
    one.rule_id,
    other.rule_id as other_rule_id,
    one.period_id,
    targets.indicator,
    one.ratio,
    one.pace_due,
    other.pace_due as other_pace_due,
    one.verdict,
    other.verdict as other_verdict,
    one.verdict_label,
    other.verdict_label as other_verdict_label,
    targets.quote
from verdicts as one
inner join verdicts as other
    on
        one.target_id = other.target_id
        and one.progress_id = other.progress_id
        and one.rule_id < other.rule_id
        and one.verdict != other.verdict
inner join targets on one.target_id = targets.target_id
