-- 换一种已公布的规则，谁的名次会变？
-- Who would rank otherwise under another published rule?
select
    rule_name,
    holder_type,
    holder_name,
    run_rank as rank_now,
    rank as rank_under_rule,
    rank_change
from marts.rpt_rule_board
where jurisdiction = '义乌市' and period_id = '2023-Q3' and rank is distinct from run_rank
order by rule_id, holder_type, run_rank, holder_name
