with source as (
    select * from {{ source('records', 'programs') }}
),

renamed as (
    select
        program_id,
        document_id,
        program_no,
        program_name,
        convenors,
        plan_period_id
    from source
)

select * from renamed
