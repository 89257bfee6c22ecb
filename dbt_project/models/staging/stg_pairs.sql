with source as (
    select * from {{ source('records', 'pairs') }}
),

renamed as (
    select
        target_id,
        progress_id,
        actual_id,
        claim_id,
        basis,
        actual_value,
        converts,
        pair_score,
        explanation
    from source
)

select * from renamed
