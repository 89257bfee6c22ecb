with results as (
    select * from {{ ref('stg_quality_results') }}
)

select
    run_id,
    period_id,
    recorded_at as "at",
    suite,
    expectation,
    table_name as "table",
    column_name as "column",
    severity,
    success,
    observed,
    unexpected_sample
from results
