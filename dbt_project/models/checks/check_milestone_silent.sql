-- Honours, permits and works to be in use that their row's report passes over: one per row, with the things named. A
-- report that speaks of a good part of the thing's name is not silent on it, whatever it says; where the row's task
-- promises this one thing, any telling word of the name will do, for the row speaks of nothing else.
with verdicts as (
    select * from {{ ref('int_promise_reasons') }}
    where
        kind = 'milestone' and verdict = 'unknown' and actual_id is null
        and not says_impossible and not is_named and not is_mentioned
        and {{ is_late('as_of', 'deadline', var('silence_from')) }}
),

promises as (
    select * from {{ ref('int_promises') }}
    where
        is_firm and stage in ('obtain', 'use', 'finish', 'structure')
        and thing_class in ('honour', 'permit', 'works')
),

progress as (
    select * from {{ ref('fct_progress') }}
),

promised as (
    select
        task_id,
        count(*) > 1 as has_others
    from {{ ref('fct_targets') }}
    where task_id is not null
    group by task_id
),

-- What was reached or given up by then is not asked for again.
settled_before as (
    select distinct verdicts.target_id
    from verdicts
    inner join {{ ref('int_promise_reasons') }} as earlier
        on verdicts.target_id = earlier.target_id and verdicts.as_of > earlier.as_of
    where earlier.verdict = 'met' or earlier.says_impossible
),

passed_over as (
    select
        verdicts.progress_id,
        promises.*
    from verdicts
    inner join promises on verdicts.target_id = promises.target_id
    inner join promised on promises.task_id = promised.task_id
    where
        (promised.has_others or not verdicts.is_touched)
        and verdicts.target_id not in (select settled_before.target_id from settled_before)
),

told as (
    select
        progress_id,
        min(target_id) as target_id,
        string_agg({{ quoted('thing') }}, '、' order by char_start, target_id) as things
    from passed_over
    group by progress_id
)

select
    'silent' as kind,
    'low' as severity,
    progress.period_id,
    progress.task_id,
    told.target_id,
    told.progress_id,
    null::varchar as subject_id,
    '未提及：承诺的' || told.things || '在进展中没有交代。' as detail,
    left(progress.narrative, {{ var('excerpt_chars') }}) as quote,
    progress.document_id as quote_document_id,
    progress.narrative_start as quote_start,
    least(progress.narrative_end, progress.narrative_start + {{ var('excerpt_chars') }}) as quote_end,
    {{ cite_against('promises') }}
from told
inner join progress on told.progress_id = progress.progress_id
inner join promises on told.target_id = promises.target_id
