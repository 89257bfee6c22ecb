with source as (
    select * from {{ source('records', 'tasks') }}
),

renamed as (
    select
        task_id,
        document_id,
        jurisdiction,
        period_id,
        list_type,
        section_no,
        section_title,
        task_no,
        title,
        task_text,
        leader_name,
        leader_title,
        deadline_period_id,
        source_page,
        char_start,
        char_end,
        leader_office
    from source
)

select * from renamed
