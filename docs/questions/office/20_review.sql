-- 机器最拿不准的判断有哪些？
-- Which judgements is the machine least sure of?
select
    review_no,
    indicator_name,
    verdict,
    would_change,
    doubts
from marts.rpt_review
where jurisdiction = '义乌市' and period_id = '2023-Q3'
order by review_no
limit 8
