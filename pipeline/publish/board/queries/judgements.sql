select
    judgements.*,
    coalesce(actuals.rule, '') as result_read_by,
    targets.rule as promise_read_by
from marts.rpt_judgements as judgements
inner join marts.fct_targets as targets on judgements.target_id = targets.target_id
left join marts.fct_actuals as actuals on judgements.actual_id = actuals.actual_id
where judgements.period_id = $period_id and judgements.jurisdiction = $jurisdiction
order by
    judgements.is_elsewhere, judgements.reported_document_id, judgements.row_no,
    judgements.promised_start, judgements.judgement_id
