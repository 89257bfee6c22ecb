-- What the machine is least sure of, first what would change most: a person looks here before signing.
with facts as (
    select
        *,
        coalesce(actual_id, nearest_id) as result_id
    from {{ ref('int_target_progress') }}
    where is_firm
),

verdicts as (
    select * from {{ ref('fct_target_progress') }}
),

results as (
    select * from {{ ref('int_results') }}
),

-- What a person has looked at: the verdict, confirmed or corrected.
looked_at as (
    select distinct record_key from {{ ref('fct_corrections') }}
    where field in ('verdict', 'actual_id') and status in ('applied', 'agrees')
),

progress as (
    select * from {{ ref('fct_progress') }}
),

doubted as (
    select
        facts.*,
        verdicts.verdict,
        verdicts.reason,
        progress.jurisdiction,
        progress.row_no,
        progress.status,
        progress.narrative_start,
        progress.narrative_end,
        results.quote as result_quote,
        results.char_start as result_start,
        results.char_end as result_end,
        [
            why for why in [
                case when facts.actual_id is not null and facts.pair_score < {{ var('sure_pair') }} then '名称相近不足' end,
                case when facts.actual_id is not null and facts.cause in ('caliber', 'other_name') then '口径存疑' end,
                case when facts.basis = 'claimed' and facts.claim_id is not null then '仅有自述' end,
                case when facts.basis in ('counted', 'derived') and facts.actual_id is not null then '清点或推算' end,
                case when facts.is_elsewhere then '数字在其他行' end,
                case when verdicts.verdict = 'unknown' and facts.result_id is not null then '近旁有可能的数字' end,
                case when facts.number_count > 1 then '引文不止一个数字' end
            ] if why is not null
        ] as doubts
    from facts
    inner join verdicts on facts.target_id = verdicts.target_id and facts.progress_id = verdicts.progress_id
    inner join progress on facts.progress_id = progress.progress_id
    left join results on facts.result_id = results.actual_id
),

weighed as (
    select
        *,
        -- What another reading would change: the status of the row that it decides, else only this verdict.
        case
            when not is_elsewhere and (verdict = status or status in ('partial', 'unknown')) then 'row_status'
            else 'verdict'
        end as would_change,
        greatest(0, 1 - coalesce(pair_score, 0.5)) as unlikeness
    from doubted
    where
        len(doubts) > 0
        and target_id || '@' || progress_id not in (select looked_at.record_key from looked_at)
)

select
    weighed.target_id || '@' || weighed.progress_id as review_id,
    weighed.jurisdiction,
    weighed.period_id,
    row_number() over (
        partition by weighed.jurisdiction, weighed.period_id
        order by
            weighed.would_change = 'row_status' desc,
            len(doubts) desc,
            weighed.unlikeness desc,
            weighed.row_no asc,
            weighed.target_id asc,
            weighed.progress_id asc
    ) as review_no,
    weighed.would_change,
    array_to_string(doubts, '、') as doubts,
    weighed.label as indicator_name,
    weighed.verdict,
    weighed.reason,
    weighed.target_quote as promised_quote,
    weighed.document_id as promised_document_id,
    weighed.target_start as promised_start,
    weighed.target_end as promised_end,
    coalesce(weighed.result_quote, weighed.claim_quote) as reported_quote,
    weighed.report_document_id as reported_document_id,
    coalesce(weighed.result_start, weighed.claim_start, weighed.said_start, weighed.narrative_start) as reported_start,
    coalesce(weighed.result_end, weighed.claim_end, weighed.said_end, weighed.narrative_end) as reported_end,
    weighed.row_no,
    weighed.target_id,
    weighed.progress_id,
    weighed.result_id as actual_id
from weighed
