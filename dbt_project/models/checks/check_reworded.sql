-- A report names a plan task in other words, and what was taken out or put in is more than style: a number, a bound, or
-- words enough to be a promise of their own. Matching says so, in ``changes``. A changed number that is told as
-- restated is no second finding, and what an earlier report reworded the same way was told then.
with progress as (
    select * from {{ ref('fct_progress') }}
    where link_kind = 'reworded'
),

links as (
    select
        progress_id,
        changes_substance
    from {{ ref('stg_links') }}
),

tasks as (
    select * from {{ ref('fct_tasks') }}
),

restated as (
    select distinct progress_id from {{ ref('check_restated') }}
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
    progress.document_id as quote_document_id,
    null::bigint as quote_start,
    null::bigint as quote_end,
    left(tasks.task_text, {{ var('excerpt_chars') }}) as against_quote,
    tasks.document_id as against_document_id,
    tasks.char_start as against_start,
    tasks.char_end as against_end
from progress
inner join links on progress.progress_id = links.progress_id
inner join tasks on progress.task_id = tasks.task_id
left join restated on progress.progress_id = restated.progress_id
left join {{ ref('stg_periods') }} as periods on progress.period_id = periods.period_id
where links.changes_substance and restated.progress_id is null
qualify row_number() over (
        partition by progress.task_id, progress.link_differs order by periods.end_date, progress.progress_id
    ) = 1
