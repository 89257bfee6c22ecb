-- A target called reached without a figure.
select
    'claim_without_number' as kind,
    facts.period_id,
    facts.task_id,
    facts.target_id,
    facts.progress_id,
    facts.claim_id as subject_id,
    '称已完成，未给出数字。' as detail,
    facts.claim_quote as quote,
    facts.target_quote as against_quote
from {{ ref('int_target_progress') }} as facts
inner join {{ ref('int_run_verdicts') }} as verdicts
    on facts.target_id = verdicts.target_id and facts.progress_id = verdicts.progress_id
where
    verdicts.verdict = 'met' and verdicts.is_firm
    and facts.actual_id is null
    and facts.claim in ('target_met', 'done')
