select * from marts.rpt_rule_board
where period_id = $period_id and jurisdiction = $jurisdiction
order by holder_type desc, run_rank nulls last, holder_id, is_run_rule desc, rule_id
