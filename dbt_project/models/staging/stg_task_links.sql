with source as (
    select * from {{ source('records', 'task_links') }}
),

renamed as (
    select
        task_id,
        other_task_id,
        link_kind,
        link_score,
        matched,
        differs
    from source
)

select * from renamed
