-- 谁牵头的硬目标最多？
-- Which units lead the most firm targets?
select
    unit.jurisdiction,
    unit.unit_name,
    count(distinct task.task_id) as tasks,
    count(distinct target.target_id) as firm_targets
from marts.bridge_task_units as lead
inner join marts.dim_units as unit on lead.unit_id = unit.unit_id
inner join marts.fct_tasks as task on lead.task_id = task.task_id
inner join marts.fct_targets as target on task.task_id = target.task_id and target.is_firm
where lead.role = 'lead'
group by unit.jurisdiction, unit.unit_name
order by firm_targets desc, unit.jurisdiction asc, unit.unit_name asc
limit 8
