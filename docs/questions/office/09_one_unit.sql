-- 一个单位（文广旅体局）牵头的目标各是什么状态？
-- What does one unit (文广旅体局) answer for, and where does it stand?
select
    indicator_name,
    target_text,
    actual_text,
    verdict_label,
    leader_name
from marts.rpt_judgements
where jurisdiction = '义乌市' and period_id = '2023-Q3' and lead_unit = '文广旅体局' and is_firm and not is_elsewhere
order by row_no, judgement_id
