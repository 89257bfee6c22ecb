with source as (
    select * from {{ source('records', 'claims') }}
),

renamed as (
    select
        claim_id,
        progress_id,
        document_id,
        position,
        claim,
        subject,
        stated_percent,
        quote,
        char_start,
        char_end,
        stated_places
    from source
)

select * from renamed
