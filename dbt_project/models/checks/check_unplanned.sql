-- A reported row that the plan does not have, where the plan of that year is known.
with progress as (
    select * from {{ ref('fct_progress') }}
    where task_id is null
),

followed as (
    select distinct report_document_id from {{ ref('int_coverage') }}
    where is_followed
)

select
    'unplanned' as kind,
    progress.period_id,
    null::varchar as task_id,
    null::varchar as target_id,
    progress.progress_id,
    null::varchar as subject_id,
    '报告中的任务不在计划内。' as detail,
    progress.task_name as quote,
    progress.document_id as quote_document_id,
    null::bigint as quote_start,
    null::bigint as quote_end,
    left(progress.narrative, {{ var('excerpt_chars') }}) as against_quote,
    progress.document_id as against_document_id,
    progress.narrative_start as against_start,
    least(progress.narrative_end, progress.narrative_start + {{ var('excerpt_chars') }}) as against_end
from progress
inner join followed on progress.document_id = followed.report_document_id
