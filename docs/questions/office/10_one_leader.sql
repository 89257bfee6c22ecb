-- 一位领导（杨献）名下滞后的目标有哪些，为什么？
-- Which targets of one leader (杨献) are behind, and why?
select
    lead_unit,
    indicator_name,
    reason
from marts.rpt_judgements
where
    jurisdiction = '义乌市' and period_id = '2023-Q3' and leader_name = '杨献' and verdict = 'behind'
    and is_firm and not is_elsewhere
order by row_no, judgement_id
