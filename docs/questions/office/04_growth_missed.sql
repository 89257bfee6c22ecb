-- 哪些增速、占比、限额没有达到目标值？
-- Which growth rates, shares and caps miss their target?
select
    lead_unit,
    indicator_name,
    target_text,
    actual_text,
    row_no
from marts.rpt_judgements
where
    jurisdiction = '义乌市' and period_id = '2023-Q3' and verdict = 'behind' and is_firm
    and pace_gap is null and not is_elsewhere
order by row_no, indicator_name
limit 10
