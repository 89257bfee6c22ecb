-- 哪些目标被悄悄调低？
-- Which goals were set lower?
select
    severity,
    detail
from marts.fct_findings
where jurisdiction = '义乌市' and kind = 'lowered'
order by case severity when 'high' then 1 when 'medium' then 2 else 3 end, finding_id
