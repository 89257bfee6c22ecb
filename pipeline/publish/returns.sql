-- The current yearly tasks of a place and year, once for each lead unit: what each is asked to report on.
select
    units.unit_name,
    tasks.list_type,
    tasks.section_title,
    tasks.section_no,
    tasks.task_no,
    tasks.task_id,
    coalesce(tasks.title || '：', '') || tasks.task_text as task_text,
    tasks.deadline,
    all_leads.names as lead_units,
    documents.title as plan_title
from marts.fct_tasks as tasks
inner join marts.dim_documents as documents on tasks.document_id = documents.document_id
left join marts.bridge_task_units as leads on tasks.task_id = leads.task_id and leads.role = 'lead'
left join marts.dim_units as units on leads.unit_id = units.unit_id
left join (
    select
        task_id,
        string_agg(name_as_written, '、' order by position, unit_id) as names
    from marts.bridge_task_units
    where role = 'lead'
    group by task_id
) as all_leads on tasks.task_id = all_leads.task_id
where
    tasks.jurisdiction = $jurisdiction
    and tasks.period_id = $year
    and tasks.list_type in ('key_work', 'livelihood', 'program_task')
    and documents.superseded_by is null
order by units.unit_name, documents.document_id, tasks.list_type, tasks.section_no, tasks.task_no, tasks.task_id
