{#- How the status of a progress row follows from its firm targets, which `counted` counts, and from what was reported
    finished (null `is_done`: nothing said of that).
-#}
{% macro row_status(counted, is_done) -%}
    case
        when {{ counted }}.target_count is null and {{ is_done }} then 'done'
        when {{ counted }}.target_count is null then 'open'
        when {{ counted }}.behind_count > 0 then 'behind'
        when {{ counted }}.on_pace_count > 0 then 'on_pace'
        when {{ counted }}.met_count = {{ counted }}.target_count then 'met'
        when {{ counted }}.met_count > 0 then 'partial'
        else 'unknown'
    end
{%- endmacro %}


{#- Counts by status, attainment and rank of whoever answers for progress rows; the same for units and leaders.

    Attainment is the share of judged rows that are in order; rows that cannot be judged, or only in part, count
    neither way. Few judged rows make no ranking: below `ranked_from` of them there is no rank. Of equals, fewer tasks
    unreported stand first; who is equal in that too shares the rank.
    `answers` has one row per period_id, jurisdiction, <key>, progress_id (null for a plan task left unreported) and
    whatever else tells one board from another (`apart_by`); `statuses` the status of each progress row, found by `on`.
-#}
{% macro board_places(answers, statuses, key, apart_by=[], on=['progress_id']) -%}
    {%- set board = ['period_id', 'jurisdiction'] + apart_by -%}
    counted as (
        select
            {% for column in board + [key] %}answers.{{ column }},
            {% endfor -%}
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
        left join {{ statuses }} as progress
            on {% for column in on %}answers.{{ column }} = progress.{{ column }}
            {%- if not loop.last %} and {% endif %}{% endfor %}
        group by all
    ),

    attained as (
        select
            *,
            met_count + on_pace_count + done_count + behind_count as judged_count,
            {{ share('met_count + on_pace_count + done_count', 'judged_count') }} as attainment
        from counted
    ),

    -- Equals share a rank (1, 1, 3): nothing that is not merit breaks a tie.
    placed as (
        select
            *,
            case
                when judged_count >= {{ var('ranked_from') }}
                    then rank() over (
                        partition by {{ board | join(', ') }}, judged_count >= {{ var('ranked_from') }}
                        order by attainment desc, unreported_count
                    )
            end as rank
        from attained
    ),

    shared as (
        select
            *,
            rank is not null and count(*) over (partition by {{ board | join(', ') }}, rank) > 1 as is_shared
        from placed
    )
{%- endmacro %}


{#- The same, and where each stood in the report before: `ranked`. -#}
{% macro board(answers, statuses, key) -%}
    {{ board_places(answers, statuses, key) }},

    periods as (
        select
            period_id,
            end_date,
            left(period_id, 4) as year_no
        from {{ ref('dim_periods') }}
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
            shared.*,
            report_periods.previous_period_id,
            previous.rank as previous_rank,
            previous.attainment as previous_attainment,
            previous.rank - shared.rank as rank_change
        from shared
        inner join report_periods
            on shared.jurisdiction = report_periods.jurisdiction and shared.period_id = report_periods.period_id
        left join placed as previous
            on
                shared.jurisdiction = previous.jurisdiction
                and shared.{{ key }} = previous.{{ key }}
                and report_periods.previous_period_id = previous.period_id
    )
{%- endmacro %}
