select
    period_id,
    jurisdiction,
    holder_type,
    rank,
    case
        when rank_change > 0 then '升' || rank_change
        when rank_change < 0 then '降' || -rank_change
        when rank_change = 0 then '不变'
    end as moved,
    holder_name,
    judged_count,
    met_count,
    done_count,
    on_pace_count,
    behind_count,
    unreported_count,
    attainment
from marts.rpt_rule_board
where rule_id = $rule_id
order by
    period_id desc, jurisdiction, holder_type desc,
    rank nulls last, judged_count desc, row_count desc, unreported_count, holder_name
