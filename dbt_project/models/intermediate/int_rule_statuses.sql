{{ config(materialized='ephemeral') }}

-- The status of each progress row as a refresh under each rule would have it: where a rule does not reach, the default.
with verdicts as (
    select * from {{ ref('int_verdicts') }}
    where is_firm and not is_elsewhere
),

rules as (
    select
        rule_id,
        is_default
    from {{ ref('rules') }}
),

progress as (
    select progress_id from {{ ref('stg_progress') }}
),

completions as (
    select * from {{ ref('stg_completions') }}
),

-- A verdict that a person gave holds under every rule.
said as (
    {{ said_fields('judgement', ['verdict']) }}
),

chosen as (
    select
        rules.rule_id,
        verdicts.target_id,
        verdicts.progress_id,
        coalesce(said.verdict, verdicts.verdict) as verdict
    from rules
    cross join verdicts
    inner join rules as own on verdicts.rule_id = own.rule_id
    left join said on verdicts.target_id || '@' || verdicts.progress_id = said.record_key
    where rules.rule_id = own.rule_id or own.is_default
    qualify row_number() over (
            partition by rules.rule_id, verdicts.target_id, verdicts.progress_id
            order by rules.rule_id = own.rule_id and verdicts.is_applicable desc, own.is_default desc
        ) = 1
),

counted as (
    select
        rule_id,
        progress_id,
        count(*) as target_count,
        count(*) filter (where verdict = 'met') as met_count,
        count(*) filter (where verdict = 'on_pace') as on_pace_count,
        count(*) filter (where verdict = 'behind') as behind_count
    from chosen
    group by rule_id, progress_id
)

select
    rules.rule_id,
    progress.progress_id,
    {{ row_status('counted', 'completions.is_done') }} as status
from rules
cross join progress
left join counted on rules.rule_id = counted.rule_id and progress.progress_id = counted.progress_id
left join completions on progress.progress_id = completions.progress_id
