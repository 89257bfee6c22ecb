-- 每份清单报告跟到了多少？
-- How much of each list does the report tell of?
select
    list_label,
    plan_title,
    is_followed,
    task_count,
    mentioned_count,
    direct_count
from marts.rpt_list_coverage
where jurisdiction = '义乌市' and period_id = '2023-Q3'
order by is_followed desc, mentioned_share desc, list_label asc
