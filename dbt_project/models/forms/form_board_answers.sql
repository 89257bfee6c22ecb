{{ config(materialized='ephemeral') }}

-- Who answers for a period's rows and for its tasks left unreported (progress_id null): the lead units and the leaders.
-- A row belongs to the unit that the report names, else to those of the plan.
-- A row that lists a task and says nothing of it is that task, unreported.
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

-- Tasks of a plan that the period's reports follow, and that none of them tells of.
unreported as (
    select
        task_id,
        period_id,
        jurisdiction
    from {{ ref('int_coverage') }}
    where is_followed
    group by task_id, period_id, jurisdiction
    having not bool_or(is_mentioned)
),

leads as (
    select
        'unit' as holder_type,
        task_id,
        unit_id as holder_id
    from {{ ref('bridge_task_units') }}
    where role = 'lead'
    union all
    select
        'leader' as holder_type,
        task_id,
        leader_id as holder_id
    from {{ ref('fct_tasks') }}
    where leader_id is not null
),

rows_told as (
    select progress.*
    from progress
    left join unreported
        on
            progress.task_id = unreported.task_id
            and progress.period_id = unreported.period_id
            and progress.jurisdiction = unreported.jurisdiction
    where unreported.task_id is null
),

by_report as (
    select
        period_id,
        jurisdiction,
        'unit' as holder_type,
        lead_unit_id as holder_id,
        progress_id
    from rows_told
    where lead_unit_id is not null
),

by_plan as (
    select distinct
        rows_told.period_id,
        rows_told.jurisdiction,
        leads.holder_type,
        leads.holder_id,
        rows_told.progress_id
    from rows_told
    inner join leads on rows_told.task_id = leads.task_id
    where leads.holder_type = 'leader' or rows_told.lead_unit_id is null
),

passed_over as (
    select
        unreported.period_id,
        unreported.jurisdiction,
        leads.holder_type,
        leads.holder_id,
        null as progress_id
    from unreported
    inner join leads on unreported.task_id = leads.task_id
)

select * from by_report
union all
select * from by_plan
union all
select * from passed_over
