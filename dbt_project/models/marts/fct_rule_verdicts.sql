with verdicts as (
    select * from {{ ref('int_verdicts') }}
),

progress as (
    select
        progress_id,
        jurisdiction,
        period_end
    from {{ ref('fct_progress') }}
)

select
    verdicts.target_id,
    verdicts.progress_id,
    verdicts.rule_id,
    progress.jurisdiction,
    verdicts.period_id,
    progress.period_end,
    verdicts.ratio,
    verdicts.time_share,
    verdicts.pace_due,
    verdicts.pace_gap,
    verdicts.verdict,
    verdicts.verdict_label,
    verdicts.is_applicable
from verdicts
inner join progress on verdicts.progress_id = progress.progress_id
