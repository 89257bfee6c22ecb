-- Two documents of a jurisdiction promise different values of one indicator for one period. What is to be added over
-- several years contradicts nothing that is to be added in the last of them.
with links as (
    select * from {{ ref('stg_target_links') }}
    where same_period and not same_value and link_score >= {{ var('same_indicator') }}
),

-- Both ways round: each way one of the two is the later.
directed as (
    select
        target_id as later_id,
        other_target_id as earlier_id
    from links
    union all
    select
        other_target_id,
        target_id
    from links
),

targets as (
    select
        targets.*,
        documents.jurisdiction,
        documents.title,
        documents.doc_number,
        documents.documented_on,
        documents.superseded_by,
        (targets.names_years or targets.aggregation = 'cumulative') and not targets.is_annual
        -- Money under the heads of several years is each year's own.
        and not (
            targets.unit = '元' and targets.rule = 'column_header'
            and count(*) over (partition by targets.task_id, targets.indicator) > 1
        )
        and year(task_periods.start_date) < year(task_periods.end_date) as adds_up_over_years
    from {{ ref('int_targets') }} as targets
    inner join {{ ref('int_documents') }} as documents on targets.document_id = documents.document_id
    left join {{ ref('stg_tasks') }} as tasks on targets.task_id = tasks.task_id
    left join {{ ref('dim_periods') }} as task_periods on tasks.period_id = task_periods.period_id
    where targets.is_firm
)

select
    'contradiction' as kind,
    later.period_id,
    later.task_id,
    later.target_id,
    null::varchar as progress_id,
    earlier.target_id as subject_id,
    '同一指标“'
    || later.indicator
    || '”同一期限，'
    || coalesce(earlier.doc_number, earlier.title)
    || '为'
    || {{ quantity('earlier.value', 'earlier.unit') }}
    || '，'
    || coalesce(later.doc_number, later.title)
    || '为'
    || {{ quantity('later.value', 'later.unit') }}
    || '。' as detail,
    {{ cite('later') }},
    {{ cite_against('earlier') }}
from directed
inner join targets as later on directed.later_id = later.target_id
inner join targets as earlier on directed.earlier_id = earlier.target_id
where
    (later.documented_on, later.target_id) > (earlier.documented_on, earlier.target_id)
    and later.jurisdiction = earlier.jurisdiction
    and later.document_id != earlier.document_id
    and later.superseded_by is null
    and earlier.superseded_by is null
    and coalesce(earlier.adds_up_over_years, false) = coalesce(later.adds_up_over_years, false)
