with source as (
    select * from {{ source('records', 'documents') }}
),

renamed as (
    select
        document_id,
        jurisdiction,
        parent_jurisdictions,
        title,
        doc_number,
        issuer,
        issued_on,
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
        role_convention
    from source
)

select * from renamed
