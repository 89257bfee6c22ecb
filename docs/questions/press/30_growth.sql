-- 主要增速：年初承诺多少，前三季度做到多少？
-- Growth rates: what was promised for the year, and what was reported?
select
    indicator_name,
    target_text,
    actual_text,
    verdict_label
from marts.rpt_judgements
where
    jurisdiction = '义乌市' and period_id = '2023-Q3' and kind = 'growth_rate' and is_firm
    and not is_elsewhere and actual_value is not null
order by row_no, judgement_id
limit 10
