-- 问题销号表里各单位还有多少未销号？
-- How many open issues does each unit have?
select
    responsible_units,
    count(*) as open_issues,
    min(deadline) as first_deadline
from marts.rpt_issue_closure
where jurisdiction = '义乌市' and period_id = '2023-Q3' and not is_closed
group by responsible_units
order by open_issues desc, responsible_units asc
limit 8
