-- The report says that what the row promises cannot be done, or not this year.
with remarks as (
    select * from {{ ref('stg_remarks') }}
    where kind = 'impossible'
),

progress as (
    select * from {{ ref('fct_progress') }}
)

select
    'impossible' as kind,
    progress.period_id,
    progress.task_id,
    null::varchar as target_id,
    remarks.progress_id,
    remarks.remark_id as subject_id,
    '报告称该项承诺无法完成、已取消或推迟。' as detail,
    null::varchar as quote,
    remarks.document_id as quote_document_id,
    remarks.char_start as quote_start,
    remarks.char_end as quote_end,
    progress.task_name as against_quote,
    progress.document_id as against_document_id,
    null::bigint as against_start,
    null::bigint as against_end
from remarks
inner join progress on remarks.progress_id = progress.progress_id
