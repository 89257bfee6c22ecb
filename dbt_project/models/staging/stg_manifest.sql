with source as (
    select * from {{ source('records', 'manifest') }}
),

renamed as (
    select
        document_id,
        file_name,
        sha256,
        ingested_at
    from source
)

select * from renamed
