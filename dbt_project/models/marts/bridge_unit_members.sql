with members as (
    select * from {{ ref('stg_unit_members') }}
)

select
    group_unit_id,
    member_unit_id,
    min(document_id) as document_id,
    arg_min(quote, (document_id, quote)) as quote
from members
group by group_unit_id, member_unit_id
