-- Two rows of one report give different values for the same indicator, unit and date, or parts exceed their whole.
with remarks as (
    select * from {{ ref('stg_remarks') }}
    where kind = 'self_contradiction'
),

results as (
    select * from {{ ref('int_results') }}
),

progress as (
    select
        progress_id,
        period_id,
        row_no
    from {{ ref('stg_progress') }}
),

links as (
    select
        progress_id,
        task_id
    from {{ ref('stg_links') }}
)

select
    'self_contradiction' as kind,
    -- A round number beside an exact one is hardly a doubt.
    case
        when
            (one.is_approximate or other.is_approximate)
            and least(one.value, other.value) >= greatest(one.value, other.value) * {{ var('near_share') }}
            then 'low'
        else 'high'
    end as severity,
    progress.period_id,
    links.task_id,
    null::varchar as target_id,
    remarks.progress_id,
    remarks.other_actual_id as subject_id,
    case
        when one.progress_id = other.progress_id and other.value > one.value
            then '分项大于总数：“' || one.indicator || '”' || one.quote || '，其中“' || other.indicator || '”'
                || other.quote || '。'
        when one.progress_id = other.progress_id
            then '分项之和大于总数：“' || one.indicator || '”' || one.quote || '，其中“' || other.indicator || '”'
                || other.quote || '等，各项相加超过总数。'
        else
            '同一报告前后不一：“' || other.indicator || '”第' || progress.row_no || '行为' || one.quote
            || '，第' || others.row_no || '行为' || other.quote || '。'
    end as detail,
    {{ cite('one') }},
    {{ cite_against('other') }}
from remarks
inner join results as one on remarks.actual_id = one.actual_id
inner join results as other on remarks.other_actual_id = other.actual_id
inner join progress on one.progress_id = progress.progress_id
inner join progress as others on other.progress_id = others.progress_id
left join links on remarks.progress_id = links.progress_id
