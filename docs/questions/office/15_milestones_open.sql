-- 年底前该建成投用的，还有哪些没报建成投用？
-- Which things promised to be finished or in use by the year's end are not reported so?
select
    lead_unit,
    thing,
    target_text,
    actual_text,
    left(reason, 36) as reason
from marts.rpt_judgements
where
    jurisdiction = '义乌市' and period_id = '2023-Q3' and kind = 'milestone' and stage in ('finish', 'use')
    and verdict != 'met' and is_firm and not is_elsewhere
order by row_no, judgement_id
limit 10
