select
    texts.document_id,
    texts.text
from marts.dim_document_texts as texts
inner join marts.dim_documents as documents on texts.document_id = documents.document_id
where documents.jurisdiction = $jurisdiction
