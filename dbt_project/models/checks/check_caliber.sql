-- A result of a narrower or wider statistic than the target's: above-threshold industry for all industry, say.
with facts as (
    select * from {{ ref('int_target_progress') }}
),

targets as (
    select
        target_id,
        coalesce(scope, '') || indicator || quote as words
    from {{ ref('int_targets') }}
),

results as (
    select
        actual_id,
        coalesce(scope, '') || indicator || quote as words
    from {{ ref('int_results') }}
),

calibers as (
    select
        code as word,
        label_zh as family
    from {{ ref('vocabulary') }}
    where vocabulary = 'caliber'
),

differing as (
    select
        facts.target_id,
        facts.progress_id,
        string_agg(distinct calibers.family, '、' order by calibers.family) as families
    from facts
    inner join targets on facts.target_id = targets.target_id
    inner join results on facts.actual_id = results.actual_id
    inner join calibers on contains(results.words, calibers.word) != contains(targets.words, calibers.word)
    group by facts.target_id, facts.progress_id
)

select
    'caliber' as kind,
    facts.period_id,
    facts.task_id,
    facts.target_id,
    facts.progress_id,
    null::varchar as subject_id,
    coalesce('目标与所报的统计口径不同（' || differing.families || '）。', facts.explanation) as detail,
    coalesce(facts.actual_quote, left(progress.narrative, {{ var('excerpt_chars') }})) as quote,
    facts.target_quote as against_quote
from facts
inner join {{ ref('stg_progress') }} as progress on facts.progress_id = progress.progress_id
left join differing on facts.target_id = differing.target_id and facts.progress_id = differing.progress_id
where differing.target_id is not null or contains(facts.explanation, '口径')
