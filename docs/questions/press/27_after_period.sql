-- 哪些“成绩”发生在报告期之后？
-- Which results are dated after the report's period?
select
    detail,
    left(quote, 60) as quote
from marts.fct_findings
where jurisdiction = '义乌市' and kind = 'after_period'
order by finding_id
