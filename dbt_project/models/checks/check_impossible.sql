-- The report says that what the row promises cannot be done, or not this year.
with remarks as (
    select * from {{ ref('stg_remarks') }}
    where kind = 'impossible'
),

progress as (
    select * from {{ ref('fct_progress') }}
),

-- What of the row's promises the report says it of, where matching found it.
given_up as (
    select
        progress_id,
        min(target_id) as target_id,
        string_agg({{ quoted('thing') }}, '、' order by target_id) as things
    from {{ ref('int_promise_reasons') }}
    where says_impossible and not is_elsewhere
    group by progress_id
)

select
    'impossible' as kind,
    progress.period_id,
    progress.task_id,
    given_up.target_id,
    remarks.progress_id,
    remarks.remark_id as subject_id,
    '报告称承诺事项无法完成、已取消或推迟' || coalesce('：' || given_up.things, '') || '。' as detail,
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
left join given_up on remarks.progress_id = given_up.progress_id
