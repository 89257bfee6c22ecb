with verdicts as (
    select * from {{ ref('int_verdicts') }}
)

select
    target_id,
    progress_id,
    rule_id,
    period_id,
    ratio,
    time_share,
    pace_due,
    pace_gap,
    verdict,
    verdict_label,
    is_applicable
from verdicts
