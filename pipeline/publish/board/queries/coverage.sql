select * from marts.rpt_list_coverage
where period_id = $period_id and jurisdiction = $jurisdiction
order by is_followed desc, report_document_id, plan_title, list_type
