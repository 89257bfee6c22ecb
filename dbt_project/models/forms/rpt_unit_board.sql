-- 晾晒: the lead units of a period's rows, ranked. A row belongs to the unit that the report names, else the plan.
with answers as (
    select
        period_id,
        jurisdiction,
        holder_id as unit_id,
        progress_id
    from {{ ref('form_board_answers') }}
    where holder_type = 'unit'
),

{{ board('answers', ref('fct_progress'), 'unit_id') }}

select
    ranked.period_id,
    ranked.jurisdiction,
    ranked.unit_id,
    units.unit_name,
    units.unit_type,
    ranked.row_count,
    ranked.met_count,
    ranked.on_pace_count,
    ranked.behind_count,
    ranked.partial_count,
    ranked.unknown_count,
    ranked.done_count,
    ranked.open_count,
    ranked.unreported_count,
    ranked.judged_count,
    ranked.attainment,
    ranked.rank,
    ranked.is_shared,
    ranked.previous_period_id,
    ranked.previous_rank,
    ranked.previous_attainment,
    ranked.rank_change
from ranked
inner join {{ ref('dim_units') }} as units on ranked.unit_id = units.unit_id
