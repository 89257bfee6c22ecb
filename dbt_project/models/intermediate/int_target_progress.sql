-- Every target beside every progress row that concerns it, with all that judging needs.
with targets as (
    select * from {{ ref('int_targets') }}
),

readings as (
    select * from {{ ref('int_target_evidence') }}
),

tasks as (
    select
        task_id,
        list_type
    from {{ ref('stg_tasks') }}
),

documents as (
    select
        document_id,
        plan_period_id
    from {{ ref('stg_documents') }}
),

progress as (
    select
        progress_id,
        document_id,
        period_id
    from {{ ref('stg_progress') }}
),

periods as (
    select * from {{ ref('int_periods') }}
),

windows as (
    select
        targets.target_id,
        readings.progress_id,
        targets.task_id,
        targets.document_id,
        tasks.list_type,
        targets.indicator,
        targets.label,
        targets.number_count,
        targets.comparator,
        targets.value,
        targets.value_high,
        targets.unit,
        targets.kind,
        targets.scope,
        targets.is_firm,
        targets.quote as target_quote,
        progress.period_id,
        readings.actual_id,
        readings.claim_id,
        readings.basis,
        readings.converts,
        readings.currency,
        readings.actual_low,
        readings.actual_high,
        readings.actual_quote,
        readings.claim,
        readings.stated_percent,
        readings.claim_quote,
        targets.char_start as target_start,
        targets.char_end as target_end,
        readings.actual_start,
        readings.actual_end,
        readings.claim_start,
        readings.claim_end,
        progress.document_id as report_document_id,
        readings.explanation,
        readings.pair_score,
        readings.is_elsewhere,
        readings.is_cumulated,
        readings.cause,
        readings.caliber,
        readings.nearest_id,
        readings.said_start,
        readings.said_end,
        readings.parts,
        -- A rise answers a promised fall with the opposite sign, and the other way round.
        case
            when targets.kind = 'decrease_rate' and readings.actual_kind = 'growth_rate' then -1
            when targets.kind = 'growth_rate' and readings.actual_kind = 'decrease_rate' then -1
            else 1
        end as direction,
        report_periods.end_date as as_of,
        -- Due this year, or every year: the year's pace. Due later: the pace of the plan, from its start.
        case
            when targets.is_annual or year(deadlines.end_date) = year(report_periods.end_date)
                then date_trunc('year', report_periods.end_date)::date
            else least(date_trunc('year', deadlines.end_date)::date, plan_periods.start_date)
        end as window_start,
        case
            when targets.is_annual and deadlines.end_date > report_periods.end_date
                then make_date(year(report_periods.end_date), 12, 31)
            else deadlines.end_date
        end as deadline,
        -- What builds up over the window can be on pace; rates of change, states and caps can only be kept or not.
        case
            when targets.value <= 0 or targets.comparator in ('<', '<=') then false
            when targets.kind in ('count', 'level') then true
            when targets.kind = 'share' then targets.aggregation = 'cumulative'
            else false
        end as accrues
    from readings
    inner join targets on readings.target_id = targets.target_id
    inner join progress on readings.progress_id = progress.progress_id
    inner join documents on targets.document_id = documents.document_id
    inner join periods as report_periods on progress.period_id = report_periods.period_id
    inner join periods as deadlines on targets.period_id = deadlines.period_id
    left join periods as plan_periods on documents.plan_period_id = plan_periods.period_id
    left join tasks on targets.task_id = tasks.task_id
),

-- Where the same promise is also set for earlier quarters, the last quarter gone is what is due now.
steps as (
    select
        later.target_id,
        later.progress_id,
        {{ share(
            'arg_max(earlier.value, (earlier.deadline, earlier.target_id))', 'any_value(later.value)'
        ) }} as step_share
    from windows as later
    inner join windows as earlier
        on
            later.progress_id = earlier.progress_id
            and later.task_id = earlier.task_id
            and later.indicator = earlier.indicator
            and later.unit = earlier.unit
            and later.kind = earlier.kind
            and later.scope is not distinct from earlier.scope
            and later.deadline > earlier.deadline
            and later.as_of >= earlier.deadline
            and later.value >= earlier.value
    group by later.target_id, later.progress_id
)

select
    windows.target_id,
    windows.progress_id,
    windows.period_id,
    windows.task_id,
    windows.document_id,
    windows.list_type,
    windows.indicator,
    windows.label,
    windows.number_count,
    windows.comparator,
    windows.value,
    windows.value_high,
    windows.unit,
    windows.kind,
    windows.scope,
    windows.is_firm,
    windows.accrues,
    windows.window_start,
    windows.deadline,
    windows.as_of,
    steps.step_share,
    windows.actual_id,
    windows.claim_id,
    windows.basis,
    windows.converts,
    windows.currency,
    (windows.actual_low * windows.direction)::decimal(28, 6) as actual_low,
    (windows.actual_high * windows.direction)::decimal(28, 6) as actual_high,
    windows.claim,
    windows.stated_percent,
    windows.target_quote,
    windows.actual_quote,
    windows.claim_quote,
    windows.target_start,
    windows.target_end,
    windows.actual_start,
    windows.actual_end,
    windows.claim_start,
    windows.claim_end,
    windows.report_document_id,
    windows.explanation,
    windows.pair_score,
    windows.is_elsewhere,
    -- Found elsewhere and due in a later year, a stock says nothing of the way there: what there was at the start is
    -- not known. What adds up from the start of the plan does.
    windows.is_elsewhere and not windows.is_cumulated and year(windows.deadline) > year(windows.as_of)
        as is_unpaced,
    windows.cause,
    windows.caliber,
    windows.nearest_id,
    windows.said_start,
    windows.said_end,
    windows.parts
from windows
left join steps on windows.target_id = steps.target_id and windows.progress_id = steps.progress_id
