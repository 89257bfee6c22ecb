{{ config(materialized='ephemeral') }}

with mentions as (
    select plan_period_id as period_id from {{ ref('stg_documents') }}
    union
    select report_period_id from {{ ref('stg_documents') }}
    union
    select period_id from {{ ref('stg_tasks') }}
    union
    select deadline_period_id from {{ ref('stg_tasks') }}
    union
    select plan_period_id from {{ ref('stg_programs') }}
    union
    select period_id from {{ ref('int_corrected_targets') }}
    union
    select period_id from {{ ref('int_promises') }}
    union
    select period_id from {{ ref('stg_milestones') }}
    union
    select period_id from {{ ref('stg_progress') }}
    union
    select as_of_period_id from {{ ref('stg_actuals') }}
    union
    select as_of_period_id from {{ ref('stg_inferred_actuals') }}
    union
    select period_id from {{ ref('stg_runs') }}
    union
    select period_id from {{ ref('stg_outcomes') }}
)

select period_id from mentions
where period_id is not null
