-- 责任单位怎么排名？
-- How do the units rank?
select
    rank,
    is_shared,
    unit_name,
    judged_count,
    behind_count,
    unreported_count,
    round(100 * attainment, 1) as attainment_percent
from marts.rpt_unit_board
where jurisdiction = '义乌市' and period_id = '2023-Q3' and rank is not null
order by rank, unit_name
