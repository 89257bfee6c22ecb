select
    coverage.report_document_id,
    coverage.report_title,
    coverage.document_id,
    plans.title as plan_title,
    coverage.list_type,
    bool_or(coverage.is_followed) as is_followed,
    count(*) as task_count,
    count(*) filter (where coverage.is_mentioned) as mentioned_count,
    count(*) filter (where coverage.told_by = 'direct') as direct_count
from marts.rpt_coverage as coverage
inner join marts.dim_documents as plans on coverage.document_id = plans.document_id
where coverage.period_id = $period_id and coverage.jurisdiction = $jurisdiction
group by coverage.report_document_id, coverage.report_title, coverage.document_id, plans.title, coverage.list_type
order by is_followed desc, coverage.report_document_id, plan_title, coverage.list_type
