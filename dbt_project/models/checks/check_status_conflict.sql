-- The source's own verdict against the computed one: called finished or on schedule, and behind; or the reverse.
with progress as (
    select * from {{ ref('fct_progress') }}
),

labels as (
    select
        code as status,
        label_zh
    from {{ ref('vocabulary') }}
    where vocabulary = 'status'
),

facts as (
    select * from {{ ref('int_target_progress') }}
),

verdicts as (
    select * from {{ ref('int_run_verdicts') }}
),

-- Right behind a number that answers a target, 已完成全年任务 speaks of that target.
told_of_numbers as (
    select
        claims.claim_id,
        claims.progress_id,
        claims.quote,
        claims.char_start,
        claims.char_end,
        facts.target_id,
        facts.label,
        facts.actual_low,
        facts.value,
        facts.unit,
        facts.target_quote,
        facts.document_id,
        facts.target_start,
        facts.target_end,
        verdicts.verdict
    from {{ ref('stg_claims') }} as claims
    inner join facts
        on
            claims.progress_id = facts.progress_id
            and claims.char_start between facts.actual_end and facts.actual_end + {{ var('comma_chars') }}
    inner join verdicts on claims.progress_id = verdicts.progress_id and facts.target_id = verdicts.target_id
    where claims.claim = 'target_met' and facts.accrues and facts.converts and not facts.is_elsewhere
    qualify row_number() over (partition by claims.claim_id order by facts.actual_end desc, facts.target_id asc) = 1
),

-- What holds a row back that calls itself on pace: a share or a state may come all at the end, and of things that come
-- whole 1 of 2 is all that half a year and more can ask.
behind as (
    select
        facts.progress_id,
        facts.target_id,
        facts.target_start,
        facts.label,
        -verdicts.pace_gap as gap
    from facts
    inner join verdicts on facts.target_id = verdicts.target_id and facts.progress_id = verdicts.progress_id
    where
        verdicts.verdict = 'behind' and not facts.is_elsewhere
        and (facts.accrues or facts.kind in ('growth_rate', 'decrease_rate') or facts.as_of >= facts.deadline)
        and (
            facts.kind != 'count' or facts.as_of >= facts.deadline
            or facts.actual_low < floor(facts.value * verdicts.pace_due)
        )
    union all
    select
        results.progress_id,
        results.target_id,
        promises.char_start as target_start,
        results.thing as label,
        null::double as gap
    from {{ ref('int_promise_results') }} as results
    inner join {{ ref('int_promises') }} as promises on results.target_id = promises.target_id
    where results.verdict = 'behind' and results.is_firm and not results.is_elsewhere
),

held_back as (
    select
        progress_id,
        string_agg('“' || {{ inner_marks('label') }} || '”', '、' order by target_start, target_id) as things,
        max(coalesce(gap, 1)) * 100 as gap
    from behind
    group by progress_id
),

claims as (
    select
        progress_id,
        min(quote) as quote,
        arg_min(char_start, (quote, char_start, char_end)) as char_start,
        arg_min(char_end, (quote, char_start, char_end)) as char_end
    from {{ ref('stg_claims') }}
    where claim = 'target_met' and claim_id not in (select told_of_numbers.claim_id from told_of_numbers)
    group by progress_id
),

-- A column of the source's own, held against all that the row promises,
-- or the only target of a row called reached in its text.
said as (
    select
        progress.progress_id,
        progress.stated_status as quote,
        progress.stated_code as status,
        progress.overall_status as computed,
        null::bigint as char_start,
        null::bigint as char_end
    from progress
    where progress.stated_code is not null
    union all
    select
        progress.progress_id,
        claims.quote,
        'met' as status,
        progress.status as computed,
        claims.char_start,
        claims.char_end
    from progress
    inner join claims on progress.progress_id = claims.progress_id
    where progress.target_count = 1 and progress.stated_status is null
)

select
    'status_conflict' as kind,
    case when held_back.gap <= {{ var('slight_gap') }} then 'low' end as severity,
    progress.period_id,
    progress.task_id,
    null::varchar as target_id,
    progress.progress_id,
    null::varchar as subject_id,
    '自述“' || said.quote || case when length(said.quote) = 1 then '”（' || said_labels.label_zh || '）' else '”' end
    || '，按目标测算为“' || labels.label_zh || '”' || coalesce('：' || held_back.things, '') || '。' as detail,
    said.quote,
    progress.document_id as quote_document_id,
    said.char_start as quote_start,
    said.char_end as quote_end,
    left(progress.narrative, {{ var('excerpt_chars') }}) as against_quote,
    progress.document_id as against_document_id,
    progress.narrative_start as against_start,
    least(progress.narrative_end, progress.narrative_start + {{ var('excerpt_chars') }}) as against_end
from said
inner join progress on said.progress_id = progress.progress_id
inner join labels on said.computed = labels.status
inner join labels as said_labels on said.status = said_labels.status
left join held_back on said.progress_id = held_back.progress_id and said.computed = 'behind'
where
    (said.status = 'met' and said.computed in ('behind', 'on_pace'))
    or (said.status = 'on_pace' and said.computed = 'behind' and held_back.things is not null)
    or (said.status = 'behind' and said.computed in ('met', 'on_pace', 'done'))
union all
select
    'status_conflict' as kind,
    null::varchar as severity,
    progress.period_id,
    progress.task_id,
    told_of_numbers.target_id,
    progress.progress_id,
    null::varchar as subject_id,
    '自述“' || told_of_numbers.quote || '”，而“' || {{ inner_marks('told_of_numbers.label') }} || '”'
    || {{ quantity('told_of_numbers.actual_low', 'told_of_numbers.unit') }} || '不到目标'
    || {{ quantity('told_of_numbers.value', 'told_of_numbers.unit') }} || '。' as detail,
    told_of_numbers.quote,
    progress.document_id as quote_document_id,
    told_of_numbers.char_start as quote_start,
    told_of_numbers.char_end as quote_end,
    told_of_numbers.target_quote as against_quote,
    told_of_numbers.document_id as against_document_id,
    told_of_numbers.target_start as against_start,
    told_of_numbers.target_end as against_end
from told_of_numbers
inner join progress on told_of_numbers.progress_id = progress.progress_id
where told_of_numbers.verdict in ('behind', 'on_pace')
