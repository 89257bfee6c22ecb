{{ config(materialized='ephemeral') }}

-- The verdicts on promises without a number, and over them what people say is right.
with verdicts as (
    select * from {{ ref('int_promise_verdicts') }}
),

said as (
    {{ said_fields('judgement', ['verdict']) }}
)

select
    verdicts.* replace (
        coalesce(said.verdict, verdicts.verdict) as verdict,
        case
            when said.verdict is not null and verdicts.actual_id is null then 'claimed'
            else verdicts.basis
        end as basis
    ),
    verdicts.verdict as machine_verdict
from verdicts
left join said on verdicts.target_id || '@' || verdicts.progress_id = said.record_key
