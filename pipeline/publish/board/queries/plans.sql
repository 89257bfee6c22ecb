select
    plans.jurisdiction,
    plans.title,
    plans.plan_period_id,
    count(distinct tasks.task_id) as task_count,
    count(targets.target_id) filter (where targets.kind not in ('milestone', 'relative')) as target_count,
    count(targets.target_id) filter (where targets.kind = 'milestone') as milestone_count
from marts.dim_documents as plans
inner join marts.fct_tasks as tasks on plans.document_id = tasks.document_id
left join marts.fct_targets as targets on tasks.task_id = targets.task_id and targets.is_firm
where
    plans.superseded_by is null
    and plans.jurisdiction not in (select progress.jurisdiction from marts.fct_progress as progress)
group by all
order by plans.jurisdiction, plans.plan_period_id, plans.title
