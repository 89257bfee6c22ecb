-- An event told as done and dated after the end of the period that is reported on, or before its year began.
with remarks as (
    select * from {{ ref('stg_remarks') }}
    where kind = 'after_period'
),

progress as (
    select * from {{ ref('fct_progress') }}
),

periods as (
    select
        period_id,
        end_date
    from {{ ref('dim_periods') }}
)

select
    'after_period' as kind,
    progress.period_id,
    progress.task_id,
    null::varchar as target_id,
    remarks.progress_id,
    remarks.remark_id as subject_id,
    case
        when remarks.happened_on > periods.end_date
            then '所述事项在报告期之后（' || month(remarks.happened_on) || '月），截至' || periods.end_date || '不能计为完成。'
        else '所述事项在报告年度之前（' || strftime(remarks.happened_on, '%Y年%-m月') || '），不是本年的进展。'
    end as detail,
    null::varchar as quote,
    remarks.document_id as quote_document_id,
    remarks.char_start as quote_start,
    remarks.char_end as quote_end,
    progress.task_name as against_quote,
    progress.document_id as against_document_id,
    null::bigint as against_start,
    null::bigint as against_end
from remarks
inner join progress on remarks.progress_id = progress.progress_id
inner join periods on progress.period_id = periods.period_id
