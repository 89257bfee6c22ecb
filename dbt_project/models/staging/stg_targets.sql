with source as (
    select * from {{ source('records', 'targets') }}
),

renamed as (
    select
        target_id,
        task_id,
        progress_id,
        document_id,
        position,
        indicator,
        comparator,
        value,
        value_high,
        unit,
        kind,
        aggregation,
        period_id,
        is_annual,
        scope,
        is_firm,
        is_approximate,
        rule,
        quote,
        source_page,
        char_start,
        char_end,
        label,
        number_count,
        names_years
    from source
)

select * from renamed
