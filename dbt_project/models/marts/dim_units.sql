with spellings as (
    select * from {{ ref('stg_units') }}
),

-- Documents may know a unit more or less well: the fullest name and the most telling type stand.
units as (
    select
        unit_id,
        min(jurisdiction) as jurisdiction,
        min(unit_name) as unit_name,
        arg_max(full_name, (length(full_name), full_name)) as full_name,
        coalesce(mode(unit_type order by unit_type) filter (where unit_type != 'other'), 'other') as unit_type,
        bool_or(is_group) as is_group
    from spellings
    group by all
)

select
    unit_id,
    jurisdiction,
    unit_name,
    full_name,
    unit_type,
    is_group
from units
