-- The source's own verdict against the computed one: called finished or on schedule, and behind; or the reverse.
with progress as (
    select * from {{ ref('fct_progress') }}
    where stated_status is not null
),

stated as (
    select
        code,
        maps_to as status
    from {{ ref('vocabulary') }}
    where vocabulary = 'stated_status'
)

select
    'status_conflict' as kind,
    progress.period_id,
    progress.task_id,
    null::varchar as target_id,
    progress.progress_id,
    null::varchar as subject_id,
    '自评“' || progress.stated_status || '”，按目标测算为“' || computed.label_zh || '”。' as detail,
    progress.stated_status as quote,
    left(progress.narrative, {{ var('excerpt_chars') }}) as against_quote
from progress
inner join stated on regexp_replace(progress.stated_status, '\s', '', 'g') = stated.code
inner join {{ ref('vocabulary') }} as computed on computed.vocabulary = 'status' and progress.status = computed.code
where
    (stated.status = 'met' and progress.status in ('behind', 'on_pace'))
    or (stated.status = 'on_pace' and progress.status = 'behind')
    or (stated.status = 'behind' and progress.status in ('met', 'on_pace', 'done'))
