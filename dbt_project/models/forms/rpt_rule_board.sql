-- The boards as each published rule would have them: the same rows and tasks, judged otherwise.
with rules as (
    select
        rule_id,
        name as rule_name
    from {{ ref('dim_rules') }}
),

runs as (
    select coalesce(nullif('{{ var("rule_id") }}', ''), rule_id) as rule_id from {{ ref('stg_runs') }}
),

statuses as (
    select * from {{ ref('int_rule_statuses') }}
),

answers as (
    select
        answers.*,
        rules.rule_id
    from {{ ref('form_board_answers') }} as answers
    cross join rules
),

names as (
    select
        'unit' as holder_type,
        unit_id as holder_id,
        unit_name as holder_name
    from {{ ref('dim_units') }}
    union all
    select
        'leader' as holder_type,
        leader_id as holder_id,
        leader_name as holder_name
    from {{ ref('dim_leaders') }}
),

{{ board_places('answers', 'statuses', 'holder_id', ['holder_type', 'rule_id'], ['progress_id', 'rule_id']) }}

select
    shared.period_id,
    shared.jurisdiction,
    shared.rule_id,
    rules.rule_name,
    shared.rule_id = runs.rule_id as is_run_rule,
    shared.holder_type,
    shared.holder_id,
    names.holder_name,
    shared.row_count,
    shared.met_count,
    shared.on_pace_count,
    shared.behind_count,
    shared.partial_count,
    shared.unknown_count,
    shared.done_count,
    shared.open_count,
    shared.unreported_count,
    shared.judged_count,
    shared.attainment,
    shared.rank,
    shared.is_shared,
    run_rule.rank as run_rank,
    run_rule.rank - shared.rank as rank_change
from shared
cross join runs
inner join rules on shared.rule_id = rules.rule_id
inner join names on shared.holder_type = names.holder_type and shared.holder_id = names.holder_id
left join shared as run_rule
    on
        shared.period_id = run_rule.period_id
        and shared.jurisdiction = run_rule.jurisdiction
        and shared.holder_type = run_rule.holder_type
        and shared.holder_id = run_rule.holder_id
        and runs.rule_id = run_rule.rule_id
