with source as (
    select * from {{ source('records', 'repeats') }}
),

renamed as (
    select
        target_id,
        planned_id
    from source
)

select * from renamed
