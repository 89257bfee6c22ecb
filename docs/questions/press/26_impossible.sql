-- 报告承认做不到的是什么？
-- What does the report say cannot be reached?
select
    detail,
    quote,
    against_quote
from marts.fct_findings
where jurisdiction = '义乌市' and kind = 'impossible'
order by finding_id
