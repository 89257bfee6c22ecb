-- 义乌和东阳都承诺了什么，各承诺多少？
-- What do 义乌 and 东阳 both promise for 2023, and how much each?
select
    series.series_name,
    max(target.quote) filter (where target.jurisdiction = '义乌市') as yiwu,
    max(target.quote) filter (where target.jurisdiction = '东阳市') as dongyang
from marts.dim_indicator_series as series
inner join marts.fct_targets as target on series.series_id = target.series_id
where target.period_id = '2023' and target.kind not in ('milestone', 'relative')
group by series.series_id, series.series_name
having count(distinct target.jurisdiction) = 2
order by series.series_name, series.series_id
limit 10
