-- 一个指标（地区生产总值增速）历年承诺与实绩是怎样走的？
-- What is the course of one indicator (growth of 地区生产总值), promised and reached?
select
    points.at,
    points.what,
    points.value,
    points.unit,
    points.quote
from (
    select
        series_id,
        deadline as at,
        'promised' as what,
        value,
        unit,
        quote,
        jurisdiction
    from marts.fct_targets
    union all
    select
        series_id,
        as_of as at,
        'reached' as what,
        value,
        unit,
        quote,
        jurisdiction
    from marts.fct_actuals
) as points
where points.series_id = '地区生产总值|change|percent' and points.jurisdiction = '义乌市'
order by points.at, points.what, points.value
