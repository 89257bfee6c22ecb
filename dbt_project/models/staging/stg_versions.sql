with source as (
    select * from {{ source('records', 'versions') }}
),

renamed as (
    select
        document_id,
        revision,
        superseded_by
    from source
)

select * from renamed
