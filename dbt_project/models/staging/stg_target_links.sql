with source as (
    select * from {{ source('records', 'target_links') }}
),

renamed as (
    select
        target_id,
        other_target_id,
        link_score,
        same_period,
        same_value,
        same_family
    from source
)

select * from renamed
