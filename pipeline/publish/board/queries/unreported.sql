select
    coverage.task_id,
    coverage.document_id,
    coverage.list_type,
    any_value(tasks.section_no) as section_no,
    any_value(tasks.section_title) as section_title,
    any_value(tasks.task_no) as task_no,
    any_value(tasks.task_text) as task_text,
    any_value(leaders.leader_name) as leader_name,
    any_value(forms.lead_units) as lead_units
from marts.rpt_coverage as coverage
inner join marts.fct_tasks as tasks on coverage.task_id = tasks.task_id
left join marts.dim_leaders as leaders on tasks.leader_id = leaders.leader_id
left join marts.rpt_task_progress as forms
    on coverage.task_id = forms.task_id and coverage.period_id = forms.period_id
where coverage.period_id = $period_id and coverage.jurisdiction = $jurisdiction and coverage.is_followed
group by coverage.task_id, coverage.document_id, coverage.list_type
having not bool_or(coverage.is_mentioned)
order by coverage.document_id, coverage.list_type, section_no, task_no, coverage.task_id
