{{ config(materialized='ephemeral') }}

-- Every target beside every progress row that concerns it, with the result or the claim that answers it.
with targets as (
    select * from {{ ref('int_targets') }}
),

links as (
    select
        progress_id,
        task_id
    from {{ ref('stg_links') }}
    where task_id is not null
),

said as (
    {{ said_fields('judgement', ['actual_id']) }}
),

results as (
    select * from {{ ref('int_results') }}
),

-- The answers that matching found, and over them those that people name, as far as the report has them.
pairs as (
    select
        pairs.* replace (coalesce(named.actual_id, pairs.actual_id) as actual_id),
        named.actual_id is not null as is_named
    from {{ ref('stg_pairs') }} as pairs
    left join said on pairs.target_id || '@' || pairs.progress_id = said.record_key
    left join results as named on said.actual_id = named.actual_id
),

-- Matching says which rows concern a target. A target that it left out still has its row beside every row of its task.
concerns as (
    select
        targets.target_id,
        pairs.progress_id
    from targets
    inner join pairs on targets.target_id = pairs.target_id
    union
    select
        targets.target_id,
        coalesce(links.progress_id, targets.progress_id) as progress_id
    from targets
    left join links on targets.task_id = links.task_id
    left join pairs on targets.target_id = pairs.target_id and not pairs.is_elsewhere
    where pairs.target_id is null and coalesce(links.progress_id, targets.progress_id) is not null
),

claims as (
    select * from {{ ref('stg_claims') }}
),

currencies as (
    select
        code as currency,
        amount as least_yuan
    from {{ ref('vocabulary') }}
    where vocabulary = 'currency'
),

evidence as (
    select
        concerns.target_id,
        concerns.progress_id,
        pairs.actual_id,
        pairs.claim_id,
        case when pairs.is_named then 'measured' else coalesce(pairs.basis, 'measured') end as basis,
        case when pairs.is_named then results.unit = targets.unit else coalesce(pairs.converts, false) end as converts,
        -- A result that a person corrected is converted as the one that was read.
        case
            when pairs.is_named or pairs.actual_value = results.value_as_read then results.value
            when
                pairs.actual_id is null or results.value = results.value_as_read or results.value_as_read = 0
                then pairs.actual_value
            else
                (pairs.actual_value::double * (results.value / results.value_as_read))::decimal(28, 6)
        end as actual_value,
        results.value as stated_value,
        results.unit as actual_unit,
        results.kind as actual_kind,
        results.quote as actual_quote,
        results.char_start as actual_start,
        results.char_end as actual_end,
        claims.claim,
        claims.stated_percent,
        claims.quote as claim_quote,
        claims.char_start as claim_start,
        claims.char_end as claim_end,
        pairs.explanation,
        pairs.pair_score,
        coalesce(pairs.is_elsewhere, false) as is_elsewhere,
        coalesce(pairs.is_cumulated, false) as is_cumulated,
        pairs.cause,
        pairs.caliber,
        pairs.nearest_id,
        pairs.said_start,
        pairs.said_end,
        pairs.parts
    from concerns
    inner join targets on concerns.target_id = targets.target_id
    left join pairs on concerns.target_id = pairs.target_id and concerns.progress_id = pairs.progress_id
    left join results on pairs.actual_id = results.actual_id
    left join claims on pairs.claim_id = claims.claim_id
)

-- A result in a foreign currency has two readings: a slip for yuan, or what it says, at the least it was ever worth.
select
    evidence.*,
    -- Yuan where dollars are promised have no reading that compares: only what is said.
    coalesce(currencies.currency, case when evidence.cause = 'currency' then evidence.actual_unit end) as currency,
    case
        when evidence.converts then evidence.actual_value
        when currencies.currency is not null then evidence.stated_value * least(1, currencies.least_yuan)
    end as actual_low,
    case
        when evidence.converts then evidence.actual_value
        when currencies.currency is not null then evidence.stated_value * greatest(1, currencies.least_yuan)
    end as actual_high
from evidence
left join currencies on evidence.actual_unit = currencies.currency and not evidence.converts
