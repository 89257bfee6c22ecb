-- 文件里还有多少字没有归入任何记录？
-- How much of each document's text does no record cover?
select
    document.file_name,
    body.char_count,
    coalesce(sum(rest.char_end - rest.char_start), 0) as outside_records,
    round(100.0 * coalesce(sum(rest.char_end - rest.char_start), 0) / body.char_count, 1) as percent
from marts.dim_documents as document
inner join marts.dim_document_texts as body on document.document_id = body.document_id
left join marts.fct_remainders as rest on document.document_id = rest.document_id
group by document.file_name, body.char_count
order by percent desc, document.file_name asc
