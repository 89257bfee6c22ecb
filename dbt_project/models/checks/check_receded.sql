-- What adds up over the year is less than an earlier report of the year gave.
with facts as (
    select * from {{ ref('int_target_progress') }}
    where basis = 'measured' and converts and not is_elsewhere and actual_id is not null and accrues
),

targets as (
    select target_id from {{ ref('int_targets') }}
    where aggregation = 'cumulative'
)

select
    'receded' as kind,
    later.period_id,
    later.task_id,
    later.target_id,
    later.progress_id,
    null::varchar as subject_id,
    '“' || {{ inner_marks('later.label') }} || '”' || coalesce(periods.label_zh, '以前的') || '报告为'
    || {{ quantity('earlier.actual_low', 'earlier.unit') }} || '，本期为'
    || {{ quantity('later.actual_low', 'later.unit') }} || '。' as detail,
    later.actual_quote as quote,
    later.report_document_id as quote_document_id,
    later.actual_start as quote_start,
    later.actual_end as quote_end,
    earlier.actual_quote as against_quote,
    earlier.report_document_id as against_document_id,
    earlier.actual_start as against_start,
    earlier.actual_end as against_end
from facts as later
inner join targets on later.target_id = targets.target_id
inner join facts as earlier
    on
        later.target_id = earlier.target_id
        and year(later.as_of) = year(earlier.as_of)
        and later.as_of > earlier.as_of
left join {{ ref('stg_periods') }} as periods on earlier.period_id = periods.period_id
left join {{ ref('stg_actuals') }} as said on later.actual_id = said.actual_id
left join {{ ref('stg_periods') }} as counted on said.as_of_period_id = counted.period_id
where
    -- Rounding is no step back, nor is what one month or quarter alone brought.
    later.actual_low < earlier.actual_low * (1 - {{ var('percent_tolerance') }} / 100)
    and (
        counted.period_id is null or counted.period_id = later.period_id
        or counted.start_date = date_trunc('year', counted.start_date)
    )
qualify row_number() over (
        partition by later.target_id, later.progress_id order by earlier.as_of desc, earlier.progress_id asc
    ) = 1
