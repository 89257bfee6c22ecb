with verdicts as (
    select * from {{ ref('int_run_verdicts') }}
),

facts as (
    select * from {{ ref('int_target_progress') }}
),

progress as (
    select
        progress_id,
        document_id,
        jurisdiction,
        row_no
    from {{ ref('stg_progress') }}
),

results as (
    select
        actual_id,
        indicator,
        quote,
        as_of_period_id
    from {{ ref('int_results') }}
),

rules as (
    select
        rule_id,
        is_default
    from {{ ref('rules') }}
),

described as (
    select
        verdicts.*,
        rules.is_default as is_default_rule,
        facts.document_id,
        progress.document_id as report_document_id,
        progress.jurisdiction,
        progress.row_no,
        facts.actual_low as actual_value,
        facts.currency,
        facts.claim_quote,
        facts.stated_percent,
        facts.target_quote,
        facts.actual_quote,
        facts.is_unpaced,
        facts.cause,
        facts.explanation,
        facts.parts,
        {{ inner_marks('facts.label') }} as target_name,
        case when facts.accrues then '完成' else '实际' end
        || {{ directed(quantity('facts.actual_low', 'facts.unit'), 'facts.kind') }} as actual_text,
        {{ promise('facts') }} as target_text,
        {{ percent('verdicts.ratio') }} as ratio_text,
        {{ percent('verdicts.pace_due') }} as pace_text,
        regexp_replace(abs(verdicts.pace_gap * 100)::decimal(28, 1)::varchar, '\.0$', '') as gap_text,
        -- What was named, where things were counted by their names.
        case when facts.basis = 'counted' then '按清点' || coalesce('：' || facts.parts, '') || '，' else '' end
            as counted_text,
        coalesce({{ quoted('results.indicator') }} || results.quote, '') as nearest_text,
        left(results.as_of_period_id, 4) as nearest_year,
        facts.caliber
    from verdicts
    inner join facts on verdicts.target_id = facts.target_id and verdicts.progress_id = facts.progress_id
    inner join progress on verdicts.progress_id = progress.progress_id
    inner join rules on verdicts.rule_id = rules.rule_id
    left join results on coalesce(facts.actual_id, facts.nearest_id) = results.actual_id
),

reasoned as (
    select
        *,
        case
            when machine_verdict = 'met' and currency is not null
                then '所报为' || actual_quote || '，币种与目标（' || target_text || '）不同，按任一币种理解均已达到。'
            when machine_verdict = 'met' and actual_value is null and stated_percent is not null
                then '文中称“' || claim_quote || '”，按所报完成比例计为完成。'
            when machine_verdict = 'met' and actual_value is null then '文中称“' || claim_quote || '”，未给出数字，按自述计为完成。'
            when machine_verdict = 'met' then counted_text || actual_text || '，达到目标（' || target_text || '）。'
            when machine_verdict = 'unknown' and currency is not null
                then '所报为' || actual_quote || '，币种与目标（' || target_text || '）不同，无法比较。'
            when machine_verdict = 'unknown' and is_unpaced and actual_value is not null
                then actual_text || '，目标（' || target_text || '）' || year(due_date) || '年到期，无期初数，不按直线折算。'
            when machine_verdict = 'unknown'
                then case cause
                        when 'narrower' then '口径不同：所报' || nearest_text || '只是“' || caliber || '”口径'
                        when 'under_way' then '在办：' || nearest_text || '尚未办成，“' || target_name || '”没有完成数'
                        when 'other_year' then '上年数：所报' || nearest_text || '为' || nearest_year || '年数，不是本年结果'
                        when 'stock' then '口径不同：所报' || nearest_text || '为累计数，未报新增数'
                        when 'effort' then '所报' || nearest_text || '只重复工作要求，不是结果'
                        when 'later' then '“' || target_name || '”的数据尚未统计或公布，待公布后核对'
                        when 'row_degree' then '只报总体进度，未分项报“' || target_name || '”'
                        when 'wider' then '口径不同：所报' || nearest_text || '未限定“' || caliber || '”'
                        when 'unit' then '所报' || nearest_text || '与目标单位不能换算'
                        when 'other_thing' then '口径不同：所报事项与“' || target_name || '”名称不同'
                        when 'other_name' then '口径不同：所报' || nearest_text || '与“' || target_name || '”名称不同'
                        when 'mentioned' then '提到“' || target_name || '”，未报数字'
                        else '未提及“' || target_name || '”'
                    end || '，无法与目标（' || target_text || '）比较。'
            when actual_value is null
                then '文中称完成目标的' || ratio_text || '，应达' || pace_text || '。'
            when as_of >= due_date
                then counted_text || '期限已到，' || actual_text || '，未达到目标（' || target_text || '）。'
            when not is_paced then counted_text || actual_text || '，未达到目标（' || target_text || '）。'
            else
                counted_text || actual_text || '，为目标（' || target_text || '）的' || ratio_text || '，'
                || case when pace_gap < 0 then '低于' else '高于' end || '序时进度' || gap_text || '个百分点（应达' || pace_text
                || '）。'
        end
        || case when basis != 'counted' then coalesce('分项：' || parts || '。', '') else '' end
        -- A rule that speaks of lights or cards names them.
        || case when not is_default_rule then '评定：' || verdict_label || '。' else '' end as reason
    from described
),

-- Of the answers elsewhere, the one that settles a target which its own row leaves open.
elsewhere as (
    select * from reasoned
    where is_elsewhere
    qualify row_number() over (
            partition by target_id, report_document_id order by verdict = 'unknown', row_no, progress_id
        ) = 1
),

-- What people corrected in the target, in its answer or in the verdict itself.
corrected as (
    select
        judged.target_id,
        judged.progress_id,
        string_agg(corrections.detail, '' order by corrections.entry_no, corrections.correction_id) as correction
    from (
        select
            target_id,
            progress_id,
            actual_id
        from verdicts
        union all
        select
            target_id,
            progress_id,
            actual_id
        from {{ ref('int_promise_results') }}
    ) as judged
    inner join {{ ref('fct_corrections') }} as corrections
        on
            corrections.record_key in (
                judged.target_id, judged.actual_id, judged.target_id || '@' || judged.progress_id
            )
    where corrections.status = 'applied'
    group by judged.target_id, judged.progress_id
),

promises as (
    select
        reasons.*,
        progress.jurisdiction,
        periods.end_date as period_end
    from {{ ref('int_promise_reasons') }} as reasons
    inner join progress on reasons.progress_id = progress.progress_id
    left join {{ ref('stg_periods') }} as periods on reasons.period_id = periods.period_id
),

judged as (
    select
        reasoned.target_id,
        reasoned.progress_id,
        reasoned.target_id || '@' || reasoned.progress_id as judgement_id,
        reasoned.jurisdiction,
        reasoned.period_id,
        periods.end_date as period_end,
        reasoned.actual_id,
        reasoned.claim_id,
        reasoned.claim_quote,
        reasoned.document_id,
        case when reasoned.currency is null then reasoned.actual_value end as actual_value,
        reasoned.ratio,
        reasoned.time_share,
        reasoned.pace_due,
        reasoned.pace_gap,
        reasoned.verdict,
        reasoned.verdict_label,
        reasoned.machine_verdict,
        reasoned.basis,
        reasoned.rule_id,
        reasoned.is_elsewhere,
        reasoned.cause,
        case
            when reasoned.is_elsewhere then '见第' || reasoned.row_no || '行：' || reasoned.reason
            when
                elsewhere.target_id is not null
                then '本行' || reasoned.reason || '另见第' || elsewhere.row_no || '行：' || elsewhere.reason
            else reasoned.reason
        end as reason,
        reasoned.verdict = 'unknown' and reasoned.actual_value is null
        and not reasoned.is_elsewhere and elsewhere.target_id is null as is_open,
        reasoned.row_no,
        reasoned.explanation as pair_explanation,
        corrected.correction
    from reasoned
    left join {{ ref('stg_periods') }} as periods on reasoned.period_id = periods.period_id
    left join corrected on reasoned.target_id = corrected.target_id and reasoned.progress_id = corrected.progress_id
    left join elsewhere
        on
            reasoned.target_id = elsewhere.target_id
            and reasoned.report_document_id = elsewhere.report_document_id
            and not reasoned.is_elsewhere
    union all
    select
        promises.target_id,
        promises.progress_id,
        promises.target_id || '@' || promises.progress_id as judgement_id,
        jurisdiction,
        period_id,
        period_end,
        actual_id,
        null as claim_id,
        null as claim_quote,
        document_id,
        null as actual_value,
        null as ratio,
        time_share,
        case when as_of >= deadline then 1 else time_share end as pace_due,
        null as pace_gap,
        verdict,
        verdict_label,
        machine_verdict,
        basis,
        rule_id,
        is_elsewhere,
        case
            when kind = 'relative' and verdict = 'unknown' then 'one_sided'
            when says_impossible then 'impossible'
            when is_out_of_period and is_reached then 'after_period'
            when actual_id is null and kind = 'milestone' and is_mentioned then 'mentioned'
            when actual_id is null and kind = 'milestone' then 'not_mentioned'
            when kind = 'milestone' and verdict != 'met' then 'under_way'
        end as cause,
        promises.reason,
        promises.verdict = 'unknown' and promises.actual_id is null and not promises.is_elsewhere as is_open,
        promises.row_no,
        explanation as pair_explanation,
        corrected.correction
    from promises
    left join corrected on promises.target_id = corrected.target_id and promises.progress_id = corrected.progress_id
),

-- What the last earlier report of the year says of a target that this report leaves open.
earlier as (
    select
        judged.judgement_id,
        before.row_no,
        before.reason,
        periods.label_zh
    from judged
    inner join judged as before
        on
            judged.target_id = before.target_id
            and year(judged.period_end) = year(before.period_end)
            and judged.period_end > before.period_end
    left join {{ ref('stg_periods') }} as periods on before.period_id = periods.period_id
    where judged.is_open and before.verdict != 'unknown'
    qualify row_number() over (
            partition by judged.judgement_id
            order by before.period_end desc, before.is_elsewhere asc, before.progress_id asc
        ) = 1
)

select
    judged.* exclude (is_open, row_no) replace (
        judged.reason
        || coalesce('另见' || earlier.label_zh || '报告第' || earlier.row_no || '行：' || earlier.reason, '')
        || coalesce(judged.correction, '') as reason
    )
from judged
left join earlier on judged.judgement_id = earlier.judgement_id
