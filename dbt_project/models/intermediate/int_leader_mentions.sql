{{ config(materialized='ephemeral') }}

-- Who is named with which title in which document; the title without party posts before it.
with named as (
    select
        jurisdiction,
        leader_name,
        leader_office,
        document_id
    from {{ ref('stg_task_leaders') }}
    union
    select
        jurisdiction,
        leader_name,
        leader_office,
        document_id
    from {{ ref('stg_tasks') }}
    where leader_name is not null
),

documents as (
    select
        document_id,
        documented_on
    from {{ ref('int_documents') }}
),

mentions as (
    select distinct
        named.jurisdiction,
        named.leader_name,
        named.leader_office as title,
        documents.documented_on
    from named
    inner join documents on named.document_id = documents.document_id
)

select * from mentions
