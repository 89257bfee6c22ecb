with documents as (
    select * from {{ ref('int_documents') }}
)

select
    document_id,
    jurisdiction,
    parent_jurisdictions,
    title,
    doc_number,
    issuer,
    issued_on,
    documented_on,
    doc_type,
    plan_period_id,
    report_period_id,
    file_name,
    original_file_name,
    origin,
    media_type,
    sha256,
    page_count,
    layout,
    role_convention,
    revision,
    superseded_by,
    ingested_at,
    as_known,
    is_hindsight
from documents
