-- 有分季度节点的目标，节点到了没有完成？
-- Which targets due at a quarter's end were due by now, and were they kept?
select
    deadline_period_id,
    indicator_name,
    target_text,
    actual_text,
    verdict_label
from marts.rpt_judgements
where jurisdiction = '义乌市' and period_id = '2023-Q3' and deadline <= period_end
order by deadline, indicator_name
