with source as (
    select * from {{ source('records', 'texts') }}
),

renamed as (
    select
        document_id,
        text
    from source
)

select * from renamed
