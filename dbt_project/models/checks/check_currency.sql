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
    target_quote as against_quote
from {{ ref('int_target_progress') }}
where currency is not null and currency != unit
