with source as (
    select * from {{ source('records', 'answers') }}
),

renamed as (
    select
        target_id,
        progress_id,
        actual_id,
        promised_rank,
        reached_rank,
        says_impossible,
        is_claimed,
        is_mentioned,
        is_elsewhere,
        own_value,
        other_value,
        missing,
        pair_score,
        explanation,
        is_named,
        is_touched
    from source
)

select * from renamed
