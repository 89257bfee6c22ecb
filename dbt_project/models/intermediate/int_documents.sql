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
        -- The same document issued again: a plan by its number, a report by its period, and what it calls itself.
        concat_ws(
            '/',
            documents.jurisdiction,
            documents.doc_type,
            case
                when documents.report_period_id is null and documents.doc_number is not null
                    then regexp_replace(documents.doc_number, '[\s〔〕\[\]（）()]', '', 'g')
                else coalesce(documents.report_period_id, documents.plan_period_id)
            end,
            regexp_replace(documents.title, '[（(][^（(]*[)）]|[\s《》“”"，,、]|更正|修订|修改|更新', '', 'g')
        ) as series
    from documents
    cross join runs
    left join manifest on documents.document_id = manifest.document_id
),

numbered as (
    select
        *,
        row_number() over (partition by series order by documented_on, ingested_at, document_id) as revision,
        lead(document_id) over (partition by series order by documented_on, ingested_at, document_id) as superseded_by
    from dated
)

select * from numbered
