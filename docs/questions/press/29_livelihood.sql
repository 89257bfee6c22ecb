-- 民生实事，季度报告里能找到哪些下落？
-- What can be learnt about the livelihood list from the quarterly report?
select
    task.task_no,
    left(task.task_text, 30) as task,
    coverage.told_by,
    judged.actual_text,
    judged.verdict_label
from marts.rpt_coverage as coverage
inner join marts.fct_tasks as task on coverage.task_id = task.task_id
left join marts.rpt_judgements as judged
    on task.task_id = judged.task_id and coverage.period_id = judged.period_id and judged.verdict != 'unknown'
where coverage.jurisdiction = '义乌市' and coverage.list_type = 'livelihood' and coverage.is_mentioned
order by task.section_no, task.task_no, judged.judgement_id
