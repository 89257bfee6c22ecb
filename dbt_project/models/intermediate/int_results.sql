{{ config(materialized='ephemeral') }}

-- Results as written, and those that matching worked out from them.
select * from {{ ref('stg_actuals') }}
union all
select * from {{ ref('stg_inferred_actuals') }}
