select
    review.*,
    documents.title as reported_title
from marts.rpt_review as review
left join marts.dim_documents as documents on review.reported_document_id = documents.document_id
where review.period_id = $period_id and review.jurisdiction = $jurisdiction
order by review.review_no
