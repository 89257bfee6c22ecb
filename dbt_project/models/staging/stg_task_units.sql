with source as (
    select * from {{ source('records', 'task_units') }}
),

renamed as (
    select
        task_id,
        document_id,
        unit_id,
        name_as_written,
        role,
        position,
        role_rule,
        char_start,
        char_end
    from source
)

select * from renamed
