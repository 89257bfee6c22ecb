with source as (
    select * from {{ source('records', 'inferred_actuals') }}
),

renamed as (
    select
        actual_id,
        progress_id,
        document_id,
        position,
        indicator,
        comparator,
        value,
        unit,
        kind,
        as_of_period_id,
        scope,
        is_approximate,
        basis,
        rule,
        quote,
        char_start,
        char_end
    from source
)

select * from renamed
