{{ config(materialized='ephemeral') }}

-- Tasks that no report follows yet, of plans that run on after their place's last report: whose forms are still blank,
-- under the latest year in which such a plan begins.
with documents as (
    select * from {{ ref('dim_documents') }}
    where superseded_by is null
),

tasks as (
    select * from {{ ref('fct_tasks') }}
),

periods as (
    select * from {{ ref('dim_periods') }}
),

last_reports as (
    select
        progress.jurisdiction,
        max(periods.end_date) as end_date
    from {{ ref('fct_progress') }} as progress
    inner join periods on progress.period_id = periods.period_id
    group by progress.jurisdiction
),

followed as (
    select distinct task_id
    from {{ ref('rpt_coverage') }}
),

waiting as (
    select
        tasks.task_id,
        tasks.document_id,
        tasks.jurisdiction,
        year(periods.start_date) as first_year,
        year(periods.end_date) as last_year,
        max(year(periods.start_date)) over (partition by tasks.jurisdiction) as form_year
    from tasks
    inner join documents on tasks.document_id = documents.document_id
    inner join periods on tasks.period_id = periods.period_id
    left join last_reports on tasks.jurisdiction = last_reports.jurisdiction
    left join followed on tasks.task_id = followed.task_id
    where followed.task_id is null and (last_reports.end_date is null or periods.end_date > last_reports.end_date)
)

select
    task_id,
    document_id,
    jurisdiction,
    form_year::varchar as period_id
from waiting
where form_year between first_year and last_year
