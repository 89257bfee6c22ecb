{{ config(materialized='ephemeral') }}

-- One status per progress row from everything checkable that it promises: numbers, stages and promises held against
-- something else. A row that promises nothing checkable keeps the status of its words (done or open).
with statuses as (
    select
        progress_id,
        status
    from {{ ref('int_row_status') }}
),

verdicts as (
    select
        progress_id,
        verdict
    from {{ ref('int_run_verdicts') }}
    where is_firm and not is_elsewhere
    union all
    select
        progress_id,
        verdict
    from {{ ref('int_promise_results') }}
    where is_firm and not is_elsewhere
),

counted as (
    select
        progress_id,
        count(*) as promise_count,
        count(*) filter (where verdict = 'met') as met_count,
        count(*) filter (where verdict = 'on_pace') as on_pace_count,
        count(*) filter (where verdict = 'behind') as behind_count
    from verdicts
    group by progress_id
)

select
    statuses.progress_id,
    case
        when counted.promise_count is null then statuses.status
        when counted.behind_count > 0 then 'behind'
        when counted.on_pace_count > 0 then 'on_pace'
        when counted.met_count = counted.promise_count then 'met'
        when counted.met_count > 0 then 'partial'
        else 'unknown'
    end as overall_status,
    coalesce(counted.promise_count, 0) as promise_count,
    coalesce(counted.met_count, 0) as promises_met
from statuses
left join counted on statuses.progress_id = counted.progress_id
