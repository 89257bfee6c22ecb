-- 承诺是什么样的：各类目标有多少，硬的占多少？
-- What are promises like: how many of each kind, and how many of them firm?
select
    document.jurisdiction,
    target.kind,
    count(*) as targets,
    count(*) filter (where target.is_firm) as firm
from marts.fct_targets as target
inner join marts.dim_documents as document on target.document_id = document.document_id
where document.superseded_by is null
group by document.jurisdiction, target.kind
order by document.jurisdiction asc, targets desc, target.kind asc
