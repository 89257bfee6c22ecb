-- A numeric target without a comparable number: passed over (silent), or spoken of without a figure (unquantified).
with verdicts as (
    select * from {{ ref('int_run_verdicts') }}
    where verdict = 'unknown' and is_firm
),

facts as (
    select * from {{ ref('int_target_progress') }}
    where actual_id is null and not coalesce(contains(explanation, '口径'), false)
),

progress as (
    select
        progress_id,
        narrative,
        quote as row_text
    from {{ ref('fct_progress') }}
),

told as (
    select
        facts.target_id,
        facts.progress_id,
        facts.period_id,
        facts.task_id,
        facts.indicator,
        {{ named('facts') }} as target_name,
        facts.target_quote,
        facts.explanation,
        progress.narrative,
        progress.row_text,
        list_distinct([
            substring(facts.indicator, place, 2) for place in range(1, greatest(length(facts.indicator), 2))
        ]) as word_pairs
    from verdicts
    inner join facts on verdicts.target_id = facts.target_id and verdicts.progress_id = facts.progress_id
    inner join progress on facts.progress_id = progress.progress_id
    -- A promise set for several quarters is one silence: its last.
    qualify row_number() over (
            partition by facts.progress_id, facts.task_id, facts.indicator, facts.unit, facts.kind
            order by facts.deadline desc, facts.target_id asc
        ) = 1
),

compared as (
    select
        *,
        len([pair for pair in word_pairs if contains(narrative, pair)]) as pairs_found,
        -- The sentence that comes nearest to speaking of it.
        list_sort(
            [
                { 'found': len([pair for pair in word_pairs if contains(sentence, pair)]), 'words': trim(sentence) }
                for sentence in regexp_split_to_array(narrative, '[。；;\n]')
            ],
            'desc'
        )[1].words as nearest_sentence
    from told
),

decided as (
    select
        *,
        contains(explanation, '尚在办理') or pairs_found * 2 >= len(word_pairs) as is_mentioned
    from compared
)

select
    case when is_mentioned then 'unquantified' else 'silent' end as kind,
    period_id,
    task_id,
    target_id,
    progress_id,
    null::varchar as subject_id,
    case
        when is_mentioned then '提到“' || target_name || '”，未报数字。'
        else '目标“' || target_name || '”在进展中没有交代。'
    end as detail,
    left(
        case
            -- A column of bare numbers says nothing without the heads and names beside it.
            when not regexp_matches(narrative, '\p{Han}') then row_text
            when is_mentioned then nearest_sentence
            else narrative
        end,
        {{ var('excerpt_chars') }}
    ) as quote,
    target_quote as against_quote
from decided
