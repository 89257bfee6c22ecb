-- 哪些承诺在几份文件里重复出现？
-- Which promises stand in several documents?
select
    link.link_kind,
    count(*) as pairs,
    count(distinct task.document_id || other.document_id) as document_pairs
from marts.fct_task_links as link
inner join marts.fct_tasks as task on link.task_id = task.task_id
inner join marts.fct_tasks as other on link.other_task_id = other.task_id
group by link.link_kind
order by pairs desc
