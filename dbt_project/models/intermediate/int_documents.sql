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
            last_day(make_date(
                left(documents.report_period_id, 4)::bigint,
                case substr(documents.report_period_id, 6)
                    when 'Q1' then 3 when 'Q2' then 6 when 'H1' then 6 when 'Q3' then 9 when '9M' then 9 else 12
                end,
                1
            )),
            make_date(left(documents.plan_period_id, 4)::bigint, 1, 1)
        ) as documented_on,
        versions.revision,
        versions.superseded_by
    from documents
    cross join runs
    left join versions on documents.document_id = versions.document_id
    left join manifest on documents.document_id = manifest.document_id
)

select * from dated
