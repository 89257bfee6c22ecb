-- 哪些累计类目标离序时进度最远？
-- Which targets are furthest behind pace?
select
    lead_unit,
    indicator_name,
    target_text,
    actual_text,
    round(100 * ratio, 1) as percent_done,
    round(100 * pace_gap, 1) as points_from_pace
from marts.rpt_judgements
where
    jurisdiction = '义乌市' and period_id = '2023-Q3' and verdict = 'behind' and is_firm
    and not is_elsewhere and pace_gap is not null
order by pace_gap, indicator_name
limit 8
