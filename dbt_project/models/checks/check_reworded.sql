-- A report names a plan task in other words, and the difference is more than punctuation.
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
from {{ ref('fct_progress') }} as progress
inner join {{ ref('fct_tasks') }} as tasks on progress.task_id = tasks.task_id
where progress.link_kind = 'reworded' and progress.link_differs != ''
