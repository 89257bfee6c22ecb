with results as (
    select * from {{ ref('int_results') }}
),

progress as (
    select
        progress_id,
        source_page
    from {{ ref('stg_progress') }}
)

select
    results.actual_id,
    results.progress_id,
    results.document_id,
    results.position,
    results.indicator,
    results.comparator,
    results.value,
    results.unit,
    results.kind,
    results.as_of_period_id,
    results.scope,
    results.is_approximate,
    results.basis,
    results.rule,
    results.quote,
    progress.source_page,
    results.char_start,
    results.char_end
from results
inner join progress on results.progress_id = progress.progress_id
