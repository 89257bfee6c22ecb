with source as (
    select * from {{ source('records', 'links') }}
),

renamed as (
    select
        progress_id,
        task_id,
        link_kind,
        link_score,
        matched,
        differs,
        changes_substance,
        keeps_lead
    from source
)

select * from renamed
