{{ config(materialized='ephemeral') }}

-- When a document speaks: its date, else the end of the period it reports on, else the start of what it plans.
with documents as (
    select * from {{ ref('stg_documents') }}
),

manifest as (
    select
        document_id,
        min(ingested_at) as ingested_at
    from {{ ref('stg_manifest') }}
    group by all
),

versions as (
    select * from {{ ref('stg_versions') }}
),

runs as (
    select
        runs.started_at,
        runs.as_known,
        judged.end_date
    from {{ ref('stg_runs') }} as runs
    inner join {{ ref('stg_periods') }} as judged on runs.period_id = judged.period_id
),

dated as (
    select
        documents.*,
        coalesce(manifest.ingested_at, runs.started_at) as ingested_at,
        coalesce(
            documents.issued_on,
            reported.end_date,
            planned.start_date
        ) as documented_on,
        versions.revision,
        versions.superseded_by,
        runs.as_known,
        -- A report on several years is out when the first of them has ended, as pipeline/runs/knowledge.py has it.
        coalesce(
            least(reported.end_date, make_date(year(reported.start_date), 12, 31)) > runs.end_date,
            year(planned.start_date) > year(runs.end_date),
            false
        ) as is_hindsight
    from documents
    cross join runs
    left join versions on documents.document_id = versions.document_id
    left join {{ ref('stg_periods') }} as reported on documents.report_period_id = reported.period_id
    left join {{ ref('stg_periods') }} as planned on documents.plan_period_id = planned.period_id
    left join manifest on documents.document_id = manifest.document_id
)

select * from dated
