-- 报告改动了哪些任务的措辞？
-- Which tasks does the report word differently from the plan?
select
    detail,
    left(quote, 36) as reported,
    left(against_quote, 36) as promised
from marts.fct_findings
where jurisdiction = '义乌市' and period_id = '2023-Q3' and kind = 'reworded'
order by finding_id
limit 6
