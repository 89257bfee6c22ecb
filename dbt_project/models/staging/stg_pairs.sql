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
        explanation,
        is_elsewhere,
        is_cumulated,
        cause,
        caliber,
        nearest_id,
        said_start,
        said_end,
        parts
    from source
)

select * from renamed
