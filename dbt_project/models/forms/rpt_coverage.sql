with coverage as (
    select * from {{ ref('int_coverage') }}
)

select
    period_id,
    jurisdiction,
    report_document_id,
    report_title,
    document_id,
    task_id,
    list_type,
    section_no,
    section_title,
    task_no,
    is_mentioned,
    told_by,
    progress_id,
    row_count,
    status,
    is_followed,
    is_listed
from coverage
