with source as (
    select * from {{ source('records', 'remainders') }}
),

renamed as (
    select
        document_id,
        position,
        treatment,
        text,
        source_page,
        char_start,
        char_end
    from source
)

select * from renamed
