select * from marts.rpt_unit_board
where period_id = $period_id and jurisdiction = $jurisdiction
order by rank nulls last, judged_count desc, row_count desc, unreported_count, unit_id
