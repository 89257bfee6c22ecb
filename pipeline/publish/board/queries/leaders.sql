select * from marts.rpt_leader_board
where period_id = $period_id and jurisdiction = $jurisdiction
order by rank nulls last, judged_count desc, row_count desc, unreported_count, leader_id
