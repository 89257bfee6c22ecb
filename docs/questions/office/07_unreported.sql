-- 跟踪的清单里，哪些任务只字未提，归谁牵头？
-- Which tasks of a followed list does the report pass over, and who leads them?
select
    form.group_name,
    form.task_no,
    left(form.task_text, 30) as task,
    form.lead_units
from marts.rpt_task_progress as form
where form.jurisdiction = '义乌市' and form.period_id = '2023-Q3' and form.status_label = '未报告'
order by form.section_no, form.task_no
