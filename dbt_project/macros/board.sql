{#- Counts by status, attainment and rank of whoever answers for progress rows; the same for units and leaders.

    Attainment is the share of judged rows that are in order; rows that cannot be judged, or only in part, count
    neither way. Few judged rows make no ranking: below `ranked_from` of them there is no rank.
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

    ranked as (
        select
            *,
            case
                when judged_count >= {{ var('ranked_from') }}
                    then row_number() over (
                        partition by period_id, jurisdiction, judged_count >= {{ var('ranked_from') }}
                        order by attainment desc, unreported_count, {{ key }}
                    )
            end as rank
        from attained
    )
{%- endmacro %}
