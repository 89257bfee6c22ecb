-- 晾晒: the lead units of a period's rows, ranked. A row belongs to the unit that the report names, else the plan.
with progress as (
    select
        progress.progress_id,
        progress.period_id,
        progress.jurisdiction,
        progress.task_id,
        progress.lead_unit_id
    from {{ ref('fct_progress') }} as progress
    inner join {{ ref('dim_documents') }} as documents on progress.document_id = documents.document_id
    where documents.superseded_by is null
),

leads as (
    select
        task_id,
        unit_id
    from {{ ref('bridge_task_units') }}
    where role = 'lead'
),

-- Tasks of a plan that the period's reports follow, and that none of them tells of.
coverage as (
    select
        task_id,
        period_id,
        jurisdiction
    from {{ ref('rpt_coverage') }}
    where is_followed
    group by task_id, period_id, jurisdiction
    having not bool_or(is_mentioned)
),

answers as (
    select distinct
        progress.period_id,
        progress.jurisdiction,
        coalesce(progress.lead_unit_id, leads.unit_id) as unit_id,
        progress.progress_id
    from progress
    left join leads on progress.task_id = leads.task_id and progress.lead_unit_id is null
    where coalesce(progress.lead_unit_id, leads.unit_id) is not null
    union all
    select
        coverage.period_id,
        coverage.jurisdiction,
        leads.unit_id,
        null as progress_id
    from coverage
    inner join leads on coverage.task_id = leads.task_id
),

{{ board('answers', 'unit_id') }}

select
    ranked.period_id,
    ranked.jurisdiction,
    ranked.unit_id,
    units.unit_name,
    units.unit_type,
    ranked.row_count,
    ranked.met_count,
    ranked.on_pace_count,
    ranked.behind_count,
    ranked.partial_count,
    ranked.unknown_count,
    ranked.done_count,
    ranked.open_count,
    ranked.unreported_count,
    ranked.judged_count,
    ranked.attainment,
    ranked.rank,
    ranked.is_shared,
    ranked.previous_period_id,
    ranked.previous_rank,
    ranked.previous_attainment,
    ranked.rank_change
from ranked
inner join {{ ref('dim_units') }} as units on ranked.unit_id = units.unit_id
