-- Promises against an average, the year before or a rank whose two sides the report does not both give: one per row.
with verdicts as (
    select * from {{ ref('int_promise_reasons') }}
    where
        kind = 'relative' and verdict = 'unknown' and not (direction = 'coverage' and own_value is not null)
        and {{ is_late('as_of', 'deadline', var('silence_from')) }}
),

promises as (
    select * from {{ ref('int_promises') }}
    where is_firm
),

progress as (
    select * from {{ ref('fct_progress') }}
),

-- All covered by then is covered.
covered_before as (
    select distinct verdicts.target_id
    from verdicts
    inner join {{ ref('int_promise_reasons') }} as earlier
        on verdicts.target_id = earlier.target_id and verdicts.as_of > earlier.as_of
    where earlier.verdict = 'met' and earlier.direction = 'coverage'
),

told as (
    select
        verdicts.progress_id,
        min(verdicts.target_id) as target_id,
        string_agg(
            distinct {{ quoted('promises.quote') }} || '，' || verdicts.reason,
            '' order by {{ quoted('promises.quote') }} || '，' || verdicts.reason
        ) as quotes
    from verdicts
    inner join promises on verdicts.target_id = promises.target_id
    where verdicts.target_id not in (select covered_before.target_id from covered_before)
    group by verdicts.progress_id
)

select
    'relative_unanswered' as kind,
    progress.period_id,
    progress.task_id,
    told.target_id,
    told.progress_id,
    null::varchar as subject_id,
    '相对承诺未回应：' || told.quotes as detail,
    left(progress.narrative, {{ var('excerpt_chars') }}) as quote,
    progress.document_id as quote_document_id,
    progress.narrative_start as quote_start,
    least(progress.narrative_end, progress.narrative_start + {{ var('excerpt_chars') }}) as quote_end,
    {{ cite_against('promises') }}
from told
inner join progress on told.progress_id = progress.progress_id
inner join promises on told.target_id = promises.target_id
