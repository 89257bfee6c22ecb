with verdicts as (
    select * from {{ ref('int_run_verdicts') }}
),

facts as (
    select * from {{ ref('int_target_progress') }}
),

described as (
    select
        verdicts.*,
        facts.document_id,
        facts.actual_low as actual_value,
        facts.currency,
        facts.claim_quote,
        facts.stated_percent,
        facts.target_quote,
        facts.actual_quote,
        facts.explanation,
        case when facts.accrues then '完成' else '实际' end
        || {{ directed(quantity('facts.actual_low', 'facts.unit'), 'facts.kind') }} as actual_text,
        {{ promise('facts') }} as target_text,
        {{ percent('verdicts.ratio') }} as ratio_text,
        {{ percent('verdicts.pace_due') }} as pace_text,
        regexp_replace(abs(verdicts.pace_gap * 100)::decimal(28, 1)::varchar, '\.0$', '') as gap_text
    from verdicts
    inner join facts on verdicts.target_id = facts.target_id and verdicts.progress_id = facts.progress_id
)

select
    target_id,
    progress_id,
    period_id,
    actual_id,
    claim_id,
    claim_quote,
    document_id,
    case when currency is null then actual_value end as actual_value,
    ratio,
    time_share,
    pace_due,
    pace_gap,
    verdict,
    verdict_label,
    basis,
    rule_id,
    case
        when verdict = 'met' and currency is not null
            then '所报为' || actual_quote || '，币种与目标（' || target_text || '）不同，按任一币种理解均已达到。'
        when verdict = 'met' and actual_value is null and stated_percent is not null
            then '文中称“' || claim_quote || '”，按所报完成比例计为完成。'
        when verdict = 'met' and actual_value is null then '文中称“' || claim_quote || '”，未给出数字，按自述计为完成。'
        when verdict = 'met' then actual_text || '，达到目标（' || target_text || '）。'
        when verdict = 'unknown' and currency is not null
            then '所报为' || actual_quote || '，币种与目标（' || target_text || '）不同，无法比较。'
        when verdict = 'unknown' then '没有可与目标（' || target_text || '）比较的数字。'
        when actual_value is null then '文中称完成目标的' || ratio_text || '，应达' || pace_text || '。'
        when as_of >= due_date then '期限已到，' || actual_text || '，未达到目标（' || target_text || '）。'
        when not is_paced then actual_text || '，未达到目标（' || target_text || '）。'
        else
            actual_text || '，为目标（' || target_text || '）的' || ratio_text || '，应达' || pace_text
            || case when pace_gap < 0 then '，差' || gap_text || '个百分点。' else '，快' || gap_text || '个百分点。' end
    end as reason,
    explanation as pair_explanation
from described
