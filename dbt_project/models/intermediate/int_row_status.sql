{{ config(materialized='ephemeral') }}

-- One status per progress row: from its own firm targets under the run's rule, else from what was reported finished.
with progress as (
    select progress_id from {{ ref('stg_progress') }}
),

verdicts as (
    select * from {{ ref('int_run_verdicts') }}
    where is_firm and not is_elsewhere
),

completions as (
    select * from {{ ref('stg_completions') }}
),

counted as (
    select
        progress_id,
        count(*) as target_count,
        count(*) filter (where verdict = 'met') as met_count,
        count(*) filter (where verdict = 'on_pace') as on_pace_count,
        count(*) filter (where verdict = 'behind') as behind_count,
        count(*) filter (where verdict = 'unknown') as unknown_count
    from verdicts
    group by progress_id
)

select
    progress.progress_id,
    coalesce(counted.target_count, 0) as target_count,
    coalesce(counted.met_count, 0) as met_count,
    coalesce(counted.on_pace_count, 0) as on_pace_count,
    coalesce(counted.behind_count, 0) as behind_count,
    coalesce(counted.unknown_count, 0) as unknown_count,
    {{ row_status('counted', 'completions.is_done') }} as status,
    completions.explanation as completion_explanation
from progress
left join counted on progress.progress_id = counted.progress_id
left join completions on progress.progress_id = completions.progress_id
