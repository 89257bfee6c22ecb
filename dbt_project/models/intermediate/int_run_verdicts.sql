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
)

select verdicts.*
from verdicts
inner join rules on verdicts.rule_id = rules.rule_id
cross join runs
where verdicts.rule_id = runs.rule_id or rules.is_default
qualify row_number() over (
        partition by verdicts.target_id, verdicts.progress_id
        order by verdicts.rule_id = runs.rule_id and verdicts.is_applicable desc, rules.is_default desc
    ) = 1
