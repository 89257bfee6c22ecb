-- What a report says on a target: the verdict on itself, else on the same target of another plan.
-- Where the other plan promises another value, its result is held against the target's own.
with target_progress as (
    select
        verdicts.*,
        progress.document_id as report_document_id
    from {{ ref('fct_target_progress') }} as verdicts
    inner join {{ ref('fct_progress') }} as progress on verdicts.progress_id = progress.progress_id
),

targets as (
    select * from {{ ref('fct_targets') }}
),

links as (
    select
        target_id,
        other_target_id,
        same_value
    from {{ ref('int_target_links') }}
    where same_period
    union all
    select
        other_target_id,
        target_id,
        same_value
    from {{ ref('int_target_links') }}
    where same_period
),

held_against_own_value as (
    select
        targets.target_id,
        answers.period_id,
        answers.report_document_id,
        answers.progress_id,
        answers.actual_id,
        answers.pace_due,
        answers.pace_gap is not null as is_paced,
        {{ share('answers.actual_value', 'targets.value') }} as ratio,
        {{ satisfies('answers.actual_value', 'targets.comparator', 'targets.value', 'targets.value_high') }}
            as is_satisfied,
        {{ directed(quantity('answers.actual_value', 'targets.unit'), 'targets.kind') }} as actual_text,
        {{ promise('targets') }} as target_text
    from links
    inner join targets on links.target_id = targets.target_id
    inner join targets as others on links.other_target_id = others.target_id
    inner join target_progress as answers on links.other_target_id = answers.target_id
    where
        not links.same_value
        and answers.actual_value is not null
        and targets.unit is not distinct from others.unit
        and targets.kind = others.kind
),

told as (
    select
        target_id,
        period_id,
        report_document_id,
        1 as nearness,
        progress_id,
        actual_id,
        verdict,
        reason
    from target_progress
    union all
    select
        links.target_id,
        answers.period_id,
        answers.report_document_id,
        2 as nearness,
        answers.progress_id,
        answers.actual_id,
        answers.verdict,
        answers.reason
    from links
    inner join target_progress as answers on links.other_target_id = answers.target_id
    where links.same_value
    union all
    select
        target_id,
        period_id,
        report_document_id,
        3 as nearness,
        progress_id,
        actual_id,
        case
            when is_satisfied then 'met'
            when is_paced and pace_due < 1 and ratio >= pace_due then 'on_pace'
            else 'behind'
        end as verdict,
        case
            when is_satisfied then '所报' || actual_text || '，达到目标（' || target_text || '）。'
            when not is_paced or pace_due >= 1 then '所报' || actual_text || '，未达到目标（' || target_text || '）。'
            else
                '所报' || actual_text || '，为目标（' || target_text || '）的' || {{ percent('ratio') }}
                || '，应达' || {{ percent('pace_due') }} || '。'
        end as reason
    from held_against_own_value
)

select * from told
qualify row_number() over (
        partition by target_id, report_document_id
        order by nearness, verdict = 'unknown', progress_id
    ) = 1
