-- How far each report of a period tells of each list of each plan.
with coverage as (
    select * from {{ ref('rpt_coverage') }}
),

documents as (
    select * from {{ ref('dim_documents') }}
),

periods as (
    select * from {{ ref('dim_periods') }}
),

labels as (
    select
        code as list_type,
        label_zh as list_label
    from {{ ref('vocabulary') }}
    where vocabulary = 'list_type'
)

select
    coverage.period_id || '/' || coverage.report_document_id || '/' || coverage.document_id || '/' || coverage.list_type
        as line_id,
    coverage.period_id,
    periods.end_date as period_end,
    coverage.jurisdiction,
    coverage.report_document_id,
    coverage.report_title,
    coverage.document_id,
    plans.title as plan_title,
    coverage.list_type,
    labels.list_label,
    bool_or(coverage.is_followed) as is_followed,
    count(*) as task_count,
    count(*) filter (where coverage.is_mentioned) as mentioned_count,
    count(*) filter (where coverage.told_by = 'direct') as direct_count,
    count(*) filter (where coverage.is_followed and not coverage.is_mentioned) as unreported_count,
    {{ share('count(*) filter (where coverage.is_mentioned)', 'count(*)') }} as mentioned_share
from coverage
inner join documents as plans on coverage.document_id = plans.document_id
inner join periods on coverage.period_id = periods.period_id
left join labels on coverage.list_type = labels.list_type
group by
    coverage.period_id,
    periods.end_date,
    coverage.jurisdiction,
    coverage.report_document_id,
    coverage.report_title,
    coverage.document_id,
    plans.title,
    coverage.list_type,
    labels.list_label
