with source as (
    select * from {{ source('records', 'indicators') }}
),

renamed as (
    select
        indicator_id,
        document_id,
        program_no,
        level,
        indicator_no,
        indicator_name,
        source_page,
        char_start,
        char_end
    from source
)

select * from renamed
