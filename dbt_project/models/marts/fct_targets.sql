with targets as (
    select * from {{ ref('int_targets') }}
),

promises as (
    select * from {{ ref('int_promises') }}
)

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
    null::varchar as thing,
    null::varchar as stage,
    null::varchar as class,
    null::varchar as against,
    null::varchar as direction,
    rule,
    quote,
    source_page,
    char_start,
    char_end
from targets
union all
select
    target_id,
    task_id,
    progress_id,
    document_id,
    position,
    thing as indicator,
    null as comparator,
    value,
    null as value_high,
    null as unit,
    kind,
    null as aggregation,
    period_id,
    false as is_annual,
    null as scope,
    is_firm,
    false as is_approximate,
    thing,
    stage,
    thing_class as class,
    against,
    direction,
    rule,
    quote,
    source_page,
    char_start,
    char_end
from promises
