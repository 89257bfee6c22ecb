with source as (
    select * from {{ source('records', 'runs') }}
),

renamed as (
    select
        run_id,
        period_id,
        rule_id,
        started_at,
        as_known
    from source
)

select * from renamed
