with source as (
    select * from {{ source('records', 'completions') }}
),

renamed as (
    select
        progress_id,
        is_done,
        explanation
    from source
)

select * from renamed
