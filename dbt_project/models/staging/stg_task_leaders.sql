with source as (
    select * from {{ source('records', 'task_leaders') }}
),

renamed as (
    select
        task_id,
        document_id,
        jurisdiction,
        leader_name,
        leader_title,
        role,
        position,
        leader_office
    from source
)

select * from renamed
