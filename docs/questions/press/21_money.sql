-- 2023年承诺的钱，最大的几笔是什么？
-- What are the largest sums promised for 2023?
select
    target.jurisdiction,
    target.indicator,
    target.comparator,
    round(target.value / 100000000, 1) as yuan_100_million,
    document.title
from marts.fct_targets as target
inner join marts.dim_documents as document on target.document_id = document.document_id
where target.unit = '元' and target.period_id = '2023' and target.is_firm and document.superseded_by is null
order by target.value desc, target.target_id asc
limit 8
