{#- Counts by status, attainment and rank of whoever answers for progress rows; the same for units and leaders.

    Attainment is the share of judged rows that are in order; rows that cannot be judged, or only in part, count
    neither way. Few judged rows make no ranking: below `ranked_from` of them there is no rank. Of equals, fewer tasks
    unreported stand first; who is equal in that too shares the rank.
    `answers` has one row per period_id, jurisdiction, <key>, progress_id (null for a plan task left unreported).
-#}
{% macro board(answers, key) -%}
    counted as (
        select
            answers.period_id,
            answers.jurisdiction,
            answers.{{ key }},
            count(progress.progress_id) as row_count,
            count(*) filter (where progress.status = 'met') as met_count,
            count(*) filter (where progress.status = 'on_pace') as on_pace_count,
            count(*) filter (where progress.status = 'behind') as behind_count,
            count(*) filter (where progress.status = 'partial') as partial_count,
            count(*) filter (where progress.status = 'unknown') as unknown_count,
            count(*) filter (where progress.status = 'done') as done_count,
            count(*) filter (where progress.status = 'open') as open_count,
            count(*) filter (where progress.progress_id is null) as unreported_count
        from {{ answers }} as answers
        left join {{ ref('fct_progress') }} as progress on answers.progress_id = progress.progress_id
        group by answers.period_id, answers.jurisdiction, answers.{{ key }}
    ),

    attained as (
        select
            *,
            met_count + on_pace_count + done_count + behind_count as judged_count,
            {{ share('met_count + on_pace_count + done_count', 'judged_count') }} as attainment
        from counted
    ),

    periods as (
        select
            period_id,
            end_date,
            left(period_id, 4) as year_no
        from {{ ref('dim_periods') }}
    ),

    -- Equals share a rank (1, 1, 3): nothing that is not merit breaks a tie.
    placed as (
        select
            *,
            case
                when judged_count >= {{ var('ranked_from') }}
                    then rank() over (
                        partition by period_id, jurisdiction, judged_count >= {{ var('ranked_from') }}
                        order by attainment desc, unreported_count
                    )
            end as rank
        from attained
    ),

    -- The report before this one, in the same year: a new year opens a new list.
    report_periods as (
        select
            placed.jurisdiction,
            placed.period_id,
            lag(placed.period_id) over (
                partition by placed.jurisdiction, periods.year_no order by periods.end_date, placed.period_id
            ) as previous_period_id
        from (select distinct jurisdiction, period_id from placed) as placed
        inner join periods on placed.period_id = periods.period_id
    ),

    ranked as (
        select
            placed.*,
            placed.rank is not null
            and count(*) over (partition by placed.period_id, placed.jurisdiction, placed.rank) > 1 as is_shared,
            report_periods.previous_period_id,
            previous.rank as previous_rank,
            previous.attainment as previous_attainment,
            previous.rank - placed.rank as rank_change
        from placed
        inner join report_periods
            on placed.jurisdiction = report_periods.jurisdiction and placed.period_id = report_periods.period_id
        left join placed as previous
            on
                placed.jurisdiction = previous.jurisdiction
                and placed.{{ key }} = previous.{{ key }}
                and report_periods.previous_period_id = previous.period_id
    )
{%- endmacro %}
