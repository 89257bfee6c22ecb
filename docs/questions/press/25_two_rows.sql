-- 同一份报告里，前后不一的数字有哪些？
-- Which rows of one report contradict each other?
select
    severity,
    detail
from marts.fct_findings
where jurisdiction = '义乌市' and kind = 'self_contradiction'
order by case severity when 'high' then 1 when 'medium' then 2 else 3 end, finding_id
