with spellings as (
    select * from {{ ref('stg_units') }}
)

select
    unit_id,
    alias,
    min(how_known) as how_known,
    count(distinct document_id) as document_count
from spellings
group by unit_id, alias
