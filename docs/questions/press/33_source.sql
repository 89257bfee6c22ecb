-- 这个数字从哪里来？（一般公共预算收入）
-- Where does this number come from? (一般公共预算收入)
select
    judged.actual_text,
    judged.promised_quote,
    judged.reported_quote,
    report.file_name,
    judged.reported_start,
    judged.reported_end
from marts.rpt_judgements as judged
inner join marts.dim_documents as report on judged.reported_document_id = report.document_id
where judged.jurisdiction = '义乌市' and judged.indicator = '一般公共预算收入' and not judged.is_elsewhere
order by judged.judgement_id
limit 2
