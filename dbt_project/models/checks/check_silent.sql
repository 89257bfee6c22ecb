-- A numeric target without a comparable number: passed over (silent), or spoken of without a figure (unquantified).
-- What another row of the report, or an earlier report of the year, tells is no silence.
with verdicts as (
    select * from {{ ref('int_run_verdicts') }}
),

facts as (
    select * from {{ ref('int_target_progress') }}
    where
        not is_elsewhere and actual_id is null
        and coalesce(cause, 'not_mentioned') in ('not_mentioned', 'mentioned', 'under_way', 'effort')
),

progress as (
    select
        progress_id,
        document_id,
        narrative,
        quote as row_text,
        char_start,
        char_end,
        narrative_start,
        narrative_end,
        has_words
    from {{ ref('fct_progress') }}
),

-- Any report up to this one, within the year, that answers the target anywhere.
answered as (
    select
        open_facts.target_id,
        open_facts.progress_id
    from facts as open_facts
    inner join {{ ref('int_target_progress') }} as others
        on
            open_facts.target_id = others.target_id
            and open_facts.progress_id != others.progress_id
            and year(open_facts.as_of) = year(others.as_of)
            and open_facts.as_of >= others.as_of
            and (others.is_elsewhere or open_facts.as_of > others.as_of)
    inner join verdicts on others.target_id = verdicts.target_id and others.progress_id = verdicts.progress_id
    where verdicts.verdict != 'unknown'
    group by open_facts.target_id, open_facts.progress_id
),

-- A sentence that gives the promise up, or tells of it after the period, says enough: it is a finding of its own.
given_up as (
    select
        facts.target_id,
        facts.progress_id
    from facts
    inner join {{ ref('stg_remarks') }} as remarks
        on
            facts.progress_id = remarks.progress_id
            and facts.said_start < remarks.char_end
            and facts.said_end > remarks.char_start
    where remarks.kind in ('impossible', 'after_period')
    group by facts.target_id, facts.progress_id
),

told as (
    select
        facts.target_id,
        facts.progress_id,
        facts.period_id,
        facts.task_id,
        {{ inner_marks('facts.label') }} as target_name,
        facts.kind in ('growth_rate', 'decrease_rate') as is_rate,
        facts.target_quote,
        facts.document_id as plan_document_id,
        facts.target_start,
        facts.target_end,
        coalesce(facts.cause, 'not_mentioned') as cause,
        facts.said_start,
        facts.said_end,
        progress.document_id,
        progress.narrative,
        progress.row_text,
        -- A column of bare numbers says nothing without the heads and names beside it.
        progress.has_words,
        progress.char_start,
        progress.char_end,
        progress.narrative_start,
        progress.narrative_end
    from verdicts
    inner join facts on verdicts.target_id = facts.target_id and verdicts.progress_id = facts.progress_id
    inner join progress on facts.progress_id = progress.progress_id
    left join answered on facts.target_id = answered.target_id and facts.progress_id = answered.progress_id
    left join given_up on facts.target_id = given_up.target_id and facts.progress_id = given_up.progress_id
    where
        verdicts.verdict = 'unknown' and verdicts.is_firm
        and answered.target_id is null and given_up.target_id is null
        and case facts.cause
            when 'under_way' then {{ is_late('facts.as_of', 'facts.deadline', var('unfinished_from')) }}
            else {{ is_late('facts.as_of', 'facts.deadline', var('silence_from')) }}
        end
    -- A promise set for several quarters is one silence: its last.
    qualify row_number() over (
            partition by facts.progress_id, facts.task_id, facts.indicator, facts.scope, facts.unit, facts.kind
            order by facts.deadline desc, facts.target_id asc
        ) = 1
)

select
    case when cause = 'not_mentioned' then 'silent' else 'unquantified' end as kind,
    period_id,
    task_id,
    target_id,
    progress_id,
    null::varchar as subject_id,
    case cause
        when 'not_mentioned' then '未提及：目标“' || target_name || '”（' || target_quote || '）在进展中没有交代。'
        when 'under_way' then '在办：“' || target_name || '”尚未办成，没有完成数。'
        when 'effort' then '“' || target_name || '”只重复工作要求，未报结果。'
        else '提到“' || target_name || case when is_rate then '”，未报增减幅度。' else '”，未报数字。' end
    end as detail,
    left(case when has_words then narrative else row_text end, {{ var('excerpt_chars') }}) as quote,
    document_id as quote_document_id,
    case
        when not has_words then char_start
        else coalesce(said_start, narrative_start)
    end as quote_start,
    case
        when not has_words then char_end
        else coalesce(said_end, least(narrative_end, narrative_start + {{ var('excerpt_chars') }}))
    end as quote_end,
    target_quote as against_quote,
    plan_document_id as against_document_id,
    target_start as against_start,
    target_end as against_end
from told
