-- 五年目标走到哪一步了？
-- How far are the goals of several years?
select
    judged.list_label,
    judged.indicator_name,
    judged.target_text,
    judged.deadline_period_id as due,
    judged.actual_text,
    case when judged.comparator in ('>=', '>') then round(100 * judged.ratio, 1) end as percent_done,
    round(100 * judged.pace_due, 1) as percent_due,
    judged.verdict_label
from marts.rpt_judgements as judged
where
    judged.jurisdiction = '义乌市' and judged.period_id = '2023-Q3'
    and year(judged.deadline) > year(judged.period_end) and judged.ratio is not null
order by judged.ratio desc, judged.judgement_id asc
