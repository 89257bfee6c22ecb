with source as (
    select * from {{ source('records', 'unit_members') }}
),

renamed as (
    select
        group_unit_id,
        member_unit_id,
        document_id,
        quote
    from source
)

select * from renamed
