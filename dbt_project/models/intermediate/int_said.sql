{{ config(materialized='ephemeral') }}

-- What people say is right, one value per record and field: of several the latest said, then the last written.
with corrections as (
    select * from {{ ref('stg_corrections') }}
    where problem is null
)

select
    correction_id,
    record_key,
    record_kind,
    field,
    right_value
from corrections
qualify row_number() over (partition by record_key, field order by said_on desc, entry_no desc, correction_id desc) = 1
