-- Targets called reached without a figure: one sentence that claims several is one doubt, and names them all.
with claimed as (
    select
        facts.*,
        {{ inner_marks('facts.label') }} as target_name
    from {{ ref('int_target_progress') }} as facts
    inner join {{ ref('int_run_verdicts') }} as verdicts
        on facts.target_id = verdicts.target_id and facts.progress_id = verdicts.progress_id
    where
        verdicts.verdict = 'met' and verdicts.is_firm
        and facts.actual_id is null and not facts.is_elsewhere
        and facts.claim in ('target_met', 'done')
)

select
    'claim_without_number' as kind,
    min(period_id) as period_id,
    arg_min(task_id, target_id) as task_id,
    min(target_id) as target_id,
    progress_id,
    null::varchar as subject_id,
    '称已完成，未给出数字：' || string_agg(distinct target_name, '、' order by target_name) || '。' as detail,
    arg_min(claim_quote, target_id) as quote,
    min(report_document_id) as quote_document_id,
    min(claim_start) as quote_start,
    arg_min(claim_end, target_id) as quote_end,
    arg_min(target_quote, target_id) as against_quote,
    arg_min(document_id, target_id) as against_document_id,
    arg_min(target_start, target_id) as against_start,
    arg_min(target_end, target_id) as against_end
from claimed
group by progress_id, claim_start
