-- 哪些任务换了牵头单位？
-- Which tasks changed their lead unit between plan and report?
select
    severity,
    detail,
    quote
from marts.fct_findings
where jurisdiction = '义乌市' and period_id = '2023-Q3' and kind = 'lead_changed'
order by finding_id
