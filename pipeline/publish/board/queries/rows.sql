select
    progress.*,
    tasks.section_no,
    coalesce(programs.program_name, tasks.section_title) as section_title,
    tasks.task_text,
    leaders.leader_name
from marts.fct_progress as progress
inner join marts.dim_documents as reports on progress.document_id = reports.document_id
left join marts.fct_tasks as tasks on progress.task_id = tasks.task_id
left join marts.dim_programs as programs on tasks.program_id = programs.program_id
left join marts.dim_leaders as leaders on tasks.leader_id = leaders.leader_id
where
    progress.period_id = $period_id
    and progress.jurisdiction = $jurisdiction
    and reports.superseded_by is null
order by progress.document_id, progress.row_no, progress.char_start
