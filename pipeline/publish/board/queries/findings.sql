-- A finding about two plans belongs to no report: it stands on every page until its targets' deadline.
select
    findings.*,
    documents.title as document_title,
    targets.indicator,
    progress.row_no,
    coalesce(progress.lead_unit_name, forms.lead_units) as unit_name,
    coalesce(tasks.task_text, progress.task_name) as task_text
from marts.fct_findings as findings
inner join marts.dim_documents as documents on findings.document_id = documents.document_id
left join marts.dim_periods as periods on findings.period_id = periods.period_id
inner join marts.dim_periods as page on page.period_id = $period_id
left join marts.fct_targets as targets on findings.target_id = targets.target_id
left join marts.fct_progress as progress on findings.progress_id = progress.progress_id
left join marts.fct_tasks as tasks on findings.task_id = tasks.task_id
left join marts.rpt_task_progress as forms
    on findings.task_id = forms.task_id and forms.period_id = $period_id
where
    documents.jurisdiction = $jurisdiction
    and (
        findings.period_id = $period_id
        or (findings.progress_id is null and findings.kind != 'dropped' and periods.end_date >= page.end_date)
        or findings.period_id is null
    )
order by
    case findings.severity when 'high' then 1 when 'medium' then 2 else 3 end,
    findings.kind, findings.finding_id
