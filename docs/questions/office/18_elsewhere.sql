-- 哪些目标要到别的行才找到答案？
-- Which targets are answered in another row of the report than their own?
select
    list_label,
    indicator_name,
    row_no as answered_in_row,
    actual_text,
    verdict_label
from marts.rpt_judgements
where jurisdiction = '义乌市' and period_id = '2023-Q3' and is_elsewhere and verdict in ('met', 'on_pace', 'behind')
order by row_no, judgement_id
limit 10
