-- 与上一版相比，变了什么？
-- What changed since the release before? (Here: before the third-quarter report arrived.)
select
    table_name,
    change,
    count(distinct row_key) as rows
from marts.rel_changes
where table_name like 'fct_%' or table_name like 'dim_%'
group by table_name, change
order by table_name, change
