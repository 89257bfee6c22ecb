with source as (
    select * from {{ source('records', 'remarks') }}
),

renamed as (
    select
        remark_id,
        kind,
        document_id,
        progress_id,
        actual_id,
        other_actual_id,
        happened_on,
        char_start,
        char_end
    from source
)

select * from renamed
