with source as (
    select * from {{ source('records', 'progress') }}
),

renamed as (
    select
        progress_id,
        document_id,
        jurisdiction,
        period_id,
        row_no,
        task_name,
        lead_unit_name,
        lead_unit_id,
        narrative,
        stated_status,
        issues,
        next_steps,
        source_page,
        char_start,
        char_end,
        narrative_start,
        narrative_end,
        stated_code,
        states_issue,
        has_words,
        is_filled
    from source
)

select * from renamed
