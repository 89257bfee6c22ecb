{#- The last day of a period, from its id: 2023, 2023-Q3, 2023-H1, 2023-9M, 2023-09, 2023/2027. -#}
{% macro last_day_of(period_id) -%}
    last_day(make_date(
        right(split_part({{ period_id }}, '-', 1), 4)::bigint,
        case
            when regexp_full_match({{ period_id }}, '\d{4}-Q[1-4]') then right({{ period_id }}, 1)::bigint * 3
            when regexp_full_match({{ period_id }}, '\d{4}-H[12]') then right({{ period_id }}, 1)::bigint * 6
            when regexp_full_match({{ period_id }}, '\d{4}-\d{1,2}M?')
                then regexp_extract({{ period_id }}, '-(\d+)', 1)::bigint
            else 12
        end,
        1
    ))
{%- endmacro %}
