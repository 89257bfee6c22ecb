{{ config(materialized='ephemeral') }}

-- Results as written, and those that matching worked out from them.
select * from {{ ref('int_corrected_actuals') }}
union all
select
    *,
    value as value_as_read
from {{ ref('stg_inferred_actuals') }}
