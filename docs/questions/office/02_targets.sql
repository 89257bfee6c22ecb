-- 有数字的硬目标，多少已完成、多少滞后？
-- Of the firm targets with a number, how many are met, on pace, behind or unknown?
select
    verdict_label,
    count(*) as targets,
    round(100.0 * count(*) / sum(count(*)) over (), 1) as percent
from marts.rpt_judgements
where
    jurisdiction = '义乌市' and period_id = '2023-Q3'
    and is_firm and not is_elsewhere and kind not in ('milestone', 'relative')
group by verdict_label
order by targets desc
