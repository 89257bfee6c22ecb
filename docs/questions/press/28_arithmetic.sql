-- 哪些百分比与自己的数字对不上？
-- Which stated percentages do not fit their numbers?
select
    severity,
    detail,
    left(quote, 50) as quote
from marts.fct_findings
where jurisdiction = '义乌市' and kind in ('arithmetic', 'currency')
order by case severity when 'high' then 1 when 'medium' then 2 else 3 end, finding_id
