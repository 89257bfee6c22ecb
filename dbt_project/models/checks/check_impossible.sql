-- The report says that what the row promises cannot be done, or not by its deadline: in a sentence of its own, or of
-- one of the things promised.
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
    where kind = 'milestone' and says_impossible and not is_elsewhere
    group by progress_id
),

told as (
    select
        remarks.progress_id,
        remarks.remark_id,
        remarks.document_id,
        remarks.char_start,
        remarks.char_end
    from remarks
    union all
    select
        results.progress_id,
        min(results.actual_id) as remark_id,
        min(results.document_id) as document_id,
        arg_min(results.char_start, results.actual_id) as char_start,
        arg_min(results.char_end, results.actual_id) as char_end
    from {{ ref('int_promise_reasons') }} as reasons
    inner join {{ ref('fct_actuals') }} as results on reasons.actual_id = results.actual_id
    left join remarks on reasons.progress_id = remarks.progress_id
    where
        reasons.kind = 'milestone' and reasons.says_impossible
        and not reasons.is_elsewhere and remarks.progress_id is null
    group by results.progress_id
)

select
    'impossible' as kind,
    progress.period_id,
    progress.task_id,
    given_up.target_id,
    told.progress_id,
    told.remark_id as subject_id,
    '报告称承诺事项无法完成、已取消或推迟' || coalesce('：' || given_up.things, '') || '。' as detail,
    null::varchar as quote,
    told.document_id as quote_document_id,
    told.char_start as quote_start,
    told.char_end as quote_end,
    progress.task_name as against_quote,
    progress.document_id as against_document_id,
    null::bigint as against_start,
    null::bigint as against_end
from told
inner join progress on told.progress_id = progress.progress_id
left join given_up on told.progress_id = given_up.progress_id
