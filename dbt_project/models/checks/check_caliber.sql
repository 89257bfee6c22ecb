-- A result of another statistic than the target's: above-threshold industry for all industry, the stock for what was
-- added, another year, another unit, another thing under nearly the same name. Matching says which, in ``cause``.
with facts as (
    select
        *,
        coalesce(actual_id, nearest_id) as result_id
    from {{ ref('int_target_progress') }}
    where
        not is_elsewhere and is_firm
        and cause in (
            'narrower', 'wider', 'caliber', 'other_name', 'other_thing', 'stock', 'far_over', 'other_year', 'unit'
        )
),

results as (
    select * from {{ ref('int_results') }}
),

progress as (
    select
        progress_id,
        document_id,
        narrative
    from {{ ref('stg_progress') }}
),

described as (
    select
        facts.*,
        results.quote as result_quote,
        results.char_start as result_start,
        results.char_end as result_end,
        progress.document_id as told_document_id,
        progress.narrative,
        {{ inner_marks('facts.label') }} as target_name,
        {{ quoted('results.indicator') }} || results.quote as result_text,
        left(results.as_of_period_id, 4) as result_year
    from facts
    inner join progress on facts.progress_id = progress.progress_id
    left join results on facts.result_id = results.actual_id
)

select
    'caliber' as kind,
    -- A whole answered by its part, or what is granted by what is asked for, decides the verdict.
    case when cause in ('narrower', 'wider', 'stock') then 'high' end as severity,
    period_id,
    task_id,
    target_id,
    progress_id,
    null::varchar as subject_id,
    case cause
        when 'other_thing' then '目标为“' || target_name || '”，所报为另一名称的事项。'
        when 'stock' then '所报' || result_text || '为累计数，目标“' || target_name || '”要的是新增数。'
        when 'far_over' then '所报' || result_text || '远超目标“' || target_name || '”（' || target_quote || '），疑为累计数。'
        when 'other_year' then '所报' || result_text || '为' || result_year || '年数，不是本年“' || target_name || '”的结果。'
        when 'unit' then '所报' || result_text || '与目标“' || target_name || '”（' || target_quote || '）单位不能换算。'
        when 'other_name' then '所报' || result_text || '，目标为“' || target_name || '”，名称不同、单位相同。'
        when 'wider' then '所报' || result_text || '未限定“' || caliber || '”，范围大于目标“' || target_name || '”。'
        when 'narrower' then '所报' || result_text || '只是“' || caliber || '”口径，不能代替“' || target_name || '”。'
        else '所报' || result_text || '为“' || caliber || '”口径，目标“' || target_name || '”未作此限定。'
    end as detail,
    coalesce(result_quote, left(narrative, {{ var('excerpt_chars') }})) as quote,
    told_document_id as quote_document_id,
    coalesce(result_start, said_start) as quote_start,
    coalesce(result_end, said_end) as quote_end,
    target_quote as against_quote,
    document_id as against_document_id,
    target_start as against_start,
    target_end as against_end
from described
