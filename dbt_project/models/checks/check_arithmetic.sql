-- A stated percentage of the target, standing right after a number, that this number does not make of the target.
with claims as (
    select * from {{ ref('stg_claims') }}
    where stated_percent is not null
),

results as (
    select * from {{ ref('int_corrected_actuals') }}
),

facts as (
    select * from {{ ref('int_target_progress') }}
    where converts and kind in ('count', 'level') and value > 0
),

-- The nearest number before the percentage, in the same breath, is the one it speaks of.
neighbours as (
    select
        claims.claim_id,
        claims.progress_id,
        claims.stated_percent,
        claims.stated_places,
        claims.char_start as claim_start,
        claims.char_end as claim_end,
        claims.quote as claim_quote,
        results.actual_id,
        results.value as actual_value,
        results.unit as actual_unit,
        results.kind as actual_kind,
        results.quote as actual_quote,
        results.document_id as report_document_id,
        results.char_start as actual_start
    from claims
    inner join results
        on
            claims.progress_id = results.progress_id
            and results.char_end <= claims.char_start + length(claims.quote)
            and results.char_end >= claims.char_start - {{ var('breath_chars') }}
            and results.kind in ('count', 'level')
    qualify row_number() over (partition by claims.claim_id order by results.char_end desc, results.position desc) = 1
),

-- A percentage that two numbers of the report itself explain speaks of another plan than ours.
explained as (
    select distinct neighbours.claim_id
    from neighbours
    inner join results
        on
            neighbours.progress_id = results.progress_id
            and neighbours.actual_id != results.actual_id
            and neighbours.actual_unit = results.unit
            and results.value > 0
    where abs(neighbours.actual_value * 100 / results.value - neighbours.stated_percent)
        <= {{ var('percent_tolerance') }}
),

-- A percentage in a cell of its own speaks of the row: of any of its targets, or of all of them together.
told_of_rows as (
    select claims.claim_id
    from claims
    inner join {{ ref('stg_progress') }} as progress
        on claims.progress_id = progress.progress_id and claims.char_start >= progress.narrative_end
    inner join facts on claims.progress_id = facts.progress_id and not facts.is_elsewhere
    where facts.actual_low is not null
    group by claims.claim_id, claims.stated_percent
    having
        bool_or(abs(facts.actual_low * 100 / facts.value - claims.stated_percent) <= {{ var('percent_tolerance') }})
        or (claims.stated_percent = 100 and bool_or(facts.actual_low >= facts.value))
        or abs(avg(facts.actual_low * 100 / facts.value) - claims.stated_percent) <= {{ var('percent_tolerance') }}
),

compared as (
    select
        neighbours.*,
        facts.period_id,
        facts.task_id,
        facts.target_id,
        facts.actual_low,
        facts.value as target_value,
        facts.unit as target_unit,
        facts.target_quote,
        facts.document_id as plan_document_id,
        facts.target_start,
        facts.target_end,
        {{ share('facts.actual_low', 'facts.value') }} as computed_share,
        abs(facts.actual_low * 100 / facts.value - neighbours.stated_percent) as gap
    from neighbours
    inner join facts on neighbours.actual_id = facts.actual_id and neighbours.progress_id = facts.progress_id
    left join explained on neighbours.claim_id = explained.claim_id
    left join told_of_rows on neighbours.claim_id = told_of_rows.claim_id
    where explained.claim_id is null and told_of_rows.claim_id is null
    -- One number may answer a quarter's target and the year's: the percentage speaks of the one it fits best.
    qualify row_number() over (partition by neighbours.claim_id order by gap, facts.is_elsewhere, facts.target_id) = 1
)

select
    'arithmetic' as kind,
    case
        when gap <= {{ var('slight_gap') }} then 'low'
        when gap <= {{ var('plain_gap') }} then 'medium'
        else 'high'
    end as severity,
    period_id,
    task_id,
    target_id,
    progress_id,
    claim_id as subject_id,
    '所报完成比例' || {{ percent_to('stated_percent / 100', 'stated_places') }} || '与数字不符：'
    || {{ quantity('actual_low', 'target_unit') }} || '为目标' || {{ quantity('target_value', 'target_unit') }} || '的'
    || {{ percent_to('computed_share', 'stated_places') }} || '。' as detail,
    actual_quote || '，' || claim_quote as quote,
    report_document_id as quote_document_id,
    actual_start as quote_start,
    claim_end as quote_end,
    target_quote as against_quote,
    plan_document_id as against_document_id,
    target_start as against_start,
    target_end as against_end
from compared
where gap > {{ var('percent_tolerance') }}
