-- 哪些目标只有“已完成”的说法，没有数字？
-- Which targets are met by a claim without a figure?
select
    lead_unit,
    indicator_name,
    target_text,
    basis_label,
    left(reason, 40) as reason
from marts.rpt_judgements
where
    jurisdiction = '义乌市' and period_id = '2023-Q3' and basis = 'claimed' and verdict = 'met'
    and is_firm and kind not in ('milestone', 'relative')
order by row_no, judgement_id
limit 10
