select
    document_id,
    title,
    doc_number,
    issued_on,
    doc_type,
    report_period_id,
    file_name,
    sha256
from marts.dim_documents
where jurisdiction = $jurisdiction and superseded_by is null
order by doc_type, issued_on, title
