-- A report names a plan task in other words, and what was taken out or put in is more than style: a number, a bound, or
-- words enough to be a promise of their own.
with progress as (
    select
        progress_id,
        period_id,
        task_id,
        task_name,
        link_differs,
        -- The words that came or went, as matching quotes them.
        regexp_extract_all(link_differs, '“([^”]*)”', 1) as changed_words
    from {{ ref('fct_progress') }}
    where link_kind = 'reworded'
),

tasks as (
    select
        task_id,
        task_text
    from {{ ref('fct_tasks') }}
)

select
    'reworded' as kind,
    progress.period_id,
    progress.task_id,
    null::varchar as target_id,
    progress.progress_id,
    null::varchar as subject_id,
    progress.link_differs as detail,
    progress.task_name as quote,
    left(tasks.task_text, {{ var('excerpt_chars') }}) as against_quote
from progress
inner join tasks on progress.task_id = tasks.task_id
where
    len([
        words for words in progress.changed_words
        if length(words) >= {{ var('reworded_chars') }} or regexp_matches(words, '[0-9]|以上|以下|以内|不低于|不少于|确保|力争')
    ]) > 0
