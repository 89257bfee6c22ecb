-- A result of a narrower or wider statistic than the target's: above-threshold industry for all industry, say.
-- Matching says so, with the word 口径, whether it took the number in the end or not; a number of another year or unit,
-- which it never takes, measures something else as well.
with facts as (
    select * from {{ ref('int_target_progress') }}
    where contains(explanation, '口径') or (actual_id is not null and not converts and currency is null)
),

results as (
    select
        progress_id,
        quote
    from {{ ref('int_results') }}
),

progress as (
    select
        progress_id,
        narrative
    from {{ ref('stg_progress') }}
),

-- The number that was set aside is quoted in the explanation.
set_aside as (
    select
        facts.target_id,
        facts.progress_id,
        arg_max(results.quote, length(results.quote)) as quote
    from facts
    inner join results on facts.progress_id = results.progress_id and contains(facts.explanation, results.quote)
    group by facts.target_id, facts.progress_id
)

select
    'caliber' as kind,
    facts.period_id,
    facts.task_id,
    facts.target_id,
    facts.progress_id,
    null::varchar as subject_id,
    -- The score of the names is for whoever tunes the matching; a low one is no likeness.
    regexp_replace(
        regexp_replace(facts.explanation, '名称相近（0\.[0-5][0-9]*）、', ''), '名称相近（[0-9.]+）', '名称相近'
    ) as detail,
    coalesce(facts.actual_quote, set_aside.quote, left(progress.narrative, {{ var('excerpt_chars') }})) as quote,
    facts.target_quote as against_quote
from facts
inner join progress on facts.progress_id = progress.progress_id
left join set_aside on facts.target_id = set_aside.target_id and facts.progress_id = set_aside.progress_id
