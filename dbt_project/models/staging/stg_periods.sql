with source as (
    select * from {{ source('records', 'periods') }}
),

renamed as (
    select
        period_id,
        period_type,
        label_zh,
        start_date,
        end_date,
        year,
        quarter,
        time_share,
        is_regular
    from source
)

select * from renamed
