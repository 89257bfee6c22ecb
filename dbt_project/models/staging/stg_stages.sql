with source as (
    select * from {{ source('records', 'stages') }}
),

renamed as (
    select
        actual_id,
        progress_id,
        document_id,
        position,
        thing,
        stage,
        percent,
        reached_on,
        as_of_period_id,
        rule,
        quote,
        char_start,
        char_end
    from source
)

select * from renamed
