-- A result in another currency than the target's.
select
    'currency' as kind,
    period_id,
    task_id,
    target_id,
    progress_id,
    null::varchar as subject_id,
    '所报币种为' || currency || '，目标以' || unit || '计。' as detail,
    actual_quote as quote,
    report_document_id as quote_document_id,
    actual_start as quote_start,
    actual_end as quote_end,
    target_quote as against_quote,
    document_id as against_document_id,
    target_start as against_start,
    target_end as against_end
from {{ ref('int_target_progress') }}
where currency is not null and currency != unit and not is_elsewhere
