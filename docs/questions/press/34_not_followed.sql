-- 哪些计划还没有任何报告跟踪？
-- Which plans does no report follow yet?
select
    plan.jurisdiction,
    plan.title,
    count(distinct task.task_id) as tasks,
    count(target.target_id) as firm_targets
from marts.dim_documents as plan
inner join marts.fct_tasks as task on plan.document_id = task.document_id
left join marts.fct_targets as target on task.task_id = target.task_id and target.is_firm
where
    plan.superseded_by is null
    and not exists (
        select 1 from marts.rpt_list_coverage as coverage
        where coverage.document_id = plan.document_id and coverage.is_followed
    )
group by plan.jurisdiction, plan.title
order by plan.jurisdiction, plan.title
