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
    select started_at from {{ ref('stg_runs') }}
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
        versions.superseded_by
    from documents
    cross join runs
    left join versions on documents.document_id = versions.document_id
    left join {{ ref('stg_periods') }} as reported on documents.report_period_id = reported.period_id
    left join {{ ref('stg_periods') }} as planned on documents.plan_period_id = planned.period_id
    left join manifest on documents.document_id = manifest.document_id
)

select * from dated
