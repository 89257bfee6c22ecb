-- 同一件事，两份文件的数字对不上的有哪些？
-- Where do two documents promise different values for the same thing?
select
    severity,
    detail,
    left(quote, 30) as quote,
    left(against_quote, 30) as against_quote
from marts.fct_findings
where jurisdiction = '义乌市' and kind = 'contradiction'
order by case severity when 'high' then 1 when 'medium' then 2 else 3 end, finding_id
