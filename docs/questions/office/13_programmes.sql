-- 十大工程的指标，各工程能对上多少、进展如何？
-- Of the programmes' indicators, how many does the report answer, by programme?
select
    program_no,
    group_name as programme,
    count(*) as indicators,
    count(verdict) filter (where verdict != 'unknown') as judged,
    count(*) filter (where verdict = 'behind') as behind
from marts.rpt_program_indicators
where jurisdiction = '义乌市' and period_id = '2023-Q3'
group by program_no, group_name
order by program_no
