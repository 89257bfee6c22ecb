-- Every promise without a number beside every progress row that concerns it, with its verdict and what it follows from.
with promises as (
    select * from {{ ref('int_promises') }}
),

answers as (
    select * from {{ ref('stg_answers') }}
),

stages as (
    select * from {{ ref('stg_stages') }}
),

progress as (
    select
        progress_id,
        period_id,
        document_id,
        row_no
    from {{ ref('stg_progress') }}
),

documents as (
    select
        document_id,
        plan_period_id
    from {{ ref('stg_documents') }}
),

periods as (
    select * from {{ ref('int_periods') }}
),

-- No other published rule speaks of promises without a number.
rules as (
    select rule_id from {{ ref('rules') }}
    where is_default
),

facts as (
    select
        promises.target_id,
        answers.progress_id,
        promises.document_id,
        promises.kind,
        promises.thing,
        promises.stage,
        promises.against,
        promises.direction,
        promises.value as promised_rank_value,
        promises.is_firm,
        promises.period_id as deadline_period_id,
        promises.quote as target_quote,
        progress.period_id,
        rules.rule_id,
        answers.actual_id,
        stages.stage as reached_stage,
        stages.percent,
        stages.reached_on,
        stages.quote as actual_quote,
        coalesce(promises.stage_rank, answers.promised_rank) as promised_rank,
        answers.reached_rank,
        answers.says_impossible,
        answers.is_claimed,
        answers.is_mentioned,
        answers.is_named,
        answers.is_touched,
        answers.is_elsewhere,
        progress.row_no,
        progress.document_id as report_document_id,
        answers.own_value,
        answers.other_value,
        answers.missing,
        answers.explanation,
        report_periods.time_share,
        report_periods.end_date as as_of,
        deadlines.end_date as deadline,
        coalesce(plan_periods.start_date, date_trunc('year', deadlines.end_date)::date) as promised_from
    from promises
    inner join answers on promises.target_id = answers.target_id
    inner join progress on answers.progress_id = progress.progress_id
    inner join documents on promises.document_id = documents.document_id
    inner join periods as report_periods on progress.period_id = report_periods.period_id
    inner join periods as deadlines on promises.period_id = deadlines.period_id
    cross join rules
    left join periods as plan_periods on documents.plan_period_id = plan_periods.period_id
    left join stages on answers.actual_id = stages.actual_id
),

weighed as (
    select
        *,
        coalesce(reached_on > as_of or reached_on < promised_from, false) as is_out_of_period,
        coalesce(reached_rank >= promised_rank, false) as is_reached,
        case direction
            when 'above' then own_value > other_value
            when 'not_below' then own_value >= other_value
            when 'not_above' then own_value <= other_value
            when 'in_step' then own_value >= other_value - {{ var('in_step_points') }}
        end as is_kept
    from facts
)

select
    *,
    case
        when kind = 'relative' and says_impossible then 'behind'
        when kind = 'relative' and is_kept then 'met'
        when kind = 'relative' and not is_kept then 'behind'
        when kind = 'relative' and is_claimed then 'met'
        when direction = 'coverage' and own_value < 100 and as_of >= deadline then 'behind'
        when kind = 'relative' then 'unknown'
        when says_impossible then 'behind'
        when (is_reached or is_claimed) and not is_out_of_period then 'met'
        when as_of >= deadline and actual_id is not null then 'behind'
        else 'unknown'
    end as verdict,
    case
        when (is_claimed or (kind = 'relative' and says_impossible)) and is_kept is null and not is_reached
            then 'claimed'
        -- 6个县中5个已建成: a share worked out from words, of no result that stands by itself
        when direction = 'coverage' and own_value is not null and actual_id is null then 'derived'
        else 'measured'
    end as basis
from weighed
