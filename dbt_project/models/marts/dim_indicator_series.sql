-- One id for the same indicator wherever it is promised or reported, so that its course over time is one query.
with members as (
    select * from {{ ref('stg_series_members') }}
),

targets as (
    select
        target_id as member_id,
        document_id,
        period_id,
        true as is_target
    from {{ ref('int_targets') }}
),

results as (
    select
        actual_id as member_id,
        document_id,
        as_of_period_id as period_id,
        false as is_target
    from {{ ref('int_results') }}
),

documents as (
    select
        document_id,
        jurisdiction
    from {{ ref('stg_documents') }}
),

told as (
    select * from targets
    union all
    select * from results
)

select
    members.series_id,
    min(members.series_name) as series_name,
    min(members.sort) as sort,
    min(members.unit_family) as unit_family,
    count(*) filter (where told.is_target) as target_count,
    count(*) filter (where not told.is_target) as actual_count,
    count(distinct documents.jurisdiction) as jurisdiction_count,
    count(distinct told.document_id) as document_count
from members
inner join told on members.member_id = told.member_id
inner join documents on told.document_id = documents.document_id
group by members.series_id
