-- 三季度末，各清单的任务各处于什么状态？
-- How many tasks of each list are in each status at the end of the third quarter?
select
    words.list_label,
    form.status_label,
    count(*) as tasks
from marts.rpt_task_progress as form
inner join marts.rpt_list_coverage as words
    on
        form.period_id = words.period_id
        and form.document_id = words.document_id
        and form.list_type = words.list_type
where form.jurisdiction = '义乌市' and form.period_id = '2023-Q3' and words.is_followed
group by words.list_label, form.status_label
order by words.list_label asc, tasks desc, form.status_label asc
