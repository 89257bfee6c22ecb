-- What is made for people repeats the facts: the facts are enough.
select
    *,
    count(*) over (partition by table_name) as table_count
from marts.rel_changes
where table_name not like 'rpt_%'
qualify row_number() over (partition by table_name order by change, row_key, column_name) <= 200
order by table_name, change, row_key, column_name
