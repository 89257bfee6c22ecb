with source as (
    select * from {{ source('records', 'indicator_links') }}
),

renamed as (
    select
        target_id,
        indicator_id
    from source
)

select * from renamed
