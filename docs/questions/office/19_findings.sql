-- 督查最该先核实什么？
-- What should be verified first?
select
    kind,
    detail
from marts.fct_findings
where jurisdiction = '义乌市' and severity = 'high'
order by kind, finding_id
limit 8
