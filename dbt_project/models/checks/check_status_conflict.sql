-- The source's own verdict against the computed one: called finished or on schedule, and behind; or the reverse.
with progress as (
    select * from {{ ref('fct_progress') }}
),

labels as (
    select
        code as status,
        label_zh
    from {{ ref('vocabulary') }}
    where vocabulary = 'status'
),

claims as (
    select
        progress_id,
        min(quote) as quote,
        arg_min(char_start, (quote, char_start, char_end)) as char_start,
        arg_min(char_end, (quote, char_start, char_end)) as char_end
    from {{ ref('stg_claims') }}
    where claim = 'target_met'
    group by progress_id
),

-- A column of the source's own, or the only target of a row called reached in its text.
said as (
    select
        progress.progress_id,
        progress.stated_status as quote,
        progress.stated_code as status,
        null::bigint as char_start,
        null::bigint as char_end
    from progress
    where progress.stated_code is not null
    union all
    select
        progress.progress_id,
        claims.quote,
        'met' as status,
        claims.char_start,
        claims.char_end
    from progress
    inner join claims on progress.progress_id = claims.progress_id
    where progress.target_count = 1 and progress.stated_status is null
)

select
    'status_conflict' as kind,
    progress.period_id,
    progress.task_id,
    null::varchar as target_id,
    progress.progress_id,
    null::varchar as subject_id,
    '自述“' || said.quote || '”，按目标测算为“' || labels.label_zh || '”。' as detail,
    said.quote,
    progress.document_id as quote_document_id,
    said.char_start as quote_start,
    said.char_end as quote_end,
    left(progress.narrative, {{ var('excerpt_chars') }}) as against_quote,
    progress.document_id as against_document_id,
    progress.narrative_start as against_start,
    least(progress.narrative_end, progress.narrative_start + {{ var('excerpt_chars') }}) as against_end
from said
inner join progress on said.progress_id = progress.progress_id
inner join labels on progress.status = labels.status
where
    (said.status = 'met' and progress.status in ('behind', 'on_pace'))
    or (said.status = 'on_pace' and progress.status = 'behind')
    or (said.status = 'behind' and progress.status in ('met', 'on_pace', 'done'))
