with source as (
    select * from {{ source('records', 'corrections') }}
),

renamed as (
    select
        correction_id,
        jurisdiction,
        entry_no,
        record_key,
        record_kind,
        field,
        right_value,
        reason,
        said_by,
        said_on,
        problem
    from source
)

select * from renamed
