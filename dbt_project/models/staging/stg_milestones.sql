with source as (
    select * from {{ source('records', 'milestones') }}
),

renamed as (
    select
        target_id,
        task_id,
        progress_id,
        document_id,
        position,
        kind,
        thing,
        stage,
        thing_class,
        stage_rank,
        against,
        direction,
        value,
        period_id,
        is_firm,
        rule,
        quote,
        source_page,
        char_start,
        char_end
    from source
)

select * from renamed
