{{ config(materialized='ephemeral') }}

-- The verdicts that count in this run: under its rule, and under the default where that rule does not reach.
with verdicts as (
    select * from {{ ref('int_verdicts') }}
),

runs as (
    select coalesce(nullif('{{ var("rule_id") }}', ''), rule_id) as rule_id from {{ ref('stg_runs') }}
),

rules as (
    select
        rule_id,
        is_default
    from {{ ref('rules') }}
),

said as (
    {{ said_fields('judgement', ['verdict']) }}
),

labels as (
    select
        code,
        label_zh
    from {{ ref('vocabulary') }}
    where vocabulary = 'verdict'
)

-- The machine's, and over them what people say is right.
select
    verdicts.* replace (
        coalesce(said.verdict, verdicts.verdict) as verdict,
        coalesce(labels.label_zh, verdicts.verdict_label) as verdict_label,
        case
            when said.verdict is not null and verdicts.actual_id is null then 'claimed'
            else verdicts.basis
        end as basis
    ),
    verdicts.verdict as machine_verdict
from verdicts
inner join rules on verdicts.rule_id = rules.rule_id
cross join runs
left join said on verdicts.target_id || '@' || verdicts.progress_id = said.record_key
left join labels on said.verdict = labels.code
where verdicts.rule_id = runs.rule_id or rules.is_default
qualify row_number() over (
        partition by verdicts.target_id, verdicts.progress_id
        order by verdicts.rule_id = runs.rule_id and verdicts.is_applicable desc, rules.is_default desc
    ) = 1
