with source as (
    select * from {{ source('records', 'series_members') }}
),

renamed as (
    select
        member_id,
        series_id,
        series_name,
        sort,
        unit_family
    from source
)

select * from renamed
