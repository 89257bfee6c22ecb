with source as (
    select * from {{ source('records', 'outcomes') }}
),

renamed as (
    select
        run_id,
        period_id,
        "at" as recorded_at,
        file_name,
        document_id,
        jurisdiction,
        layout,
        success,
        reason,
        error,
        found,
        expected,
        advice,
        counts,
        unread_chars
    from source
)

select * from renamed
