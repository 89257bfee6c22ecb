with source as (
    select * from {{ source('records', 'quality_results') }}
),

renamed as (
    select
        run_id,
        period_id,
        "at" as recorded_at,
        suite,
        expectation,
        table_name,
        column_name,
        severity,
        success,
        observed,
        unexpected_sample
    from source
)

select * from renamed
