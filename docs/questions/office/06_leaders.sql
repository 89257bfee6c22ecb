-- 牵头领导怎么排名？
-- How do the leaders rank?
select
    rank,
    leader_name,
    title,
    judged_count,
    behind_count,
    unreported_count,
    round(100 * attainment, 1) as attainment_percent
from marts.rpt_leader_board
where jurisdiction = '义乌市' and period_id = '2023-Q3' and rank is not null
order by rank, leader_name
