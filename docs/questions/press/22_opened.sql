-- 今年什么建成了、启用了，什么时候？
-- What was finished or opened this year, and when?
select
    thing,
    actual_text,
    reached_on,
    lead_unit
from marts.rpt_judgements
where
    jurisdiction = '义乌市' and period_id = '2023-Q3' and kind = 'milestone' and verdict = 'met'
    and reached_stage in ('finish', 'use') and not is_elsewhere
order by reached_on nulls last, thing
limit 10
