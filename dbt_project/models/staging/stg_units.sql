with source as (
    select * from {{ source('records', 'units') }}
),

renamed as (
    select
        unit_id,
        document_id,
        jurisdiction,
        unit_name,
        full_name,
        unit_type,
        is_group,
        alias,
        how_known
    from source
)

select * from renamed
