-- 晾晒: the leaders who answer for a period's plan tasks, ranked.
with answers as (
    select
        period_id,
        jurisdiction,
        holder_id as leader_id,
        progress_id
    from {{ ref('form_board_answers') }}
    where holder_type = 'leader'
),

{{ board('answers', ref('fct_progress'), 'leader_id') }}

select
    ranked.period_id,
    ranked.jurisdiction,
    ranked.leader_id,
    leaders.leader_name,
    leaders.title,
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
inner join {{ ref('dim_leaders') }} as leaders on ranked.leader_id = leaders.leader_id
