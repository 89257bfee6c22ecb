{#- Exact decimals only: what a division leaves is rounded to the six places that every value carries. -#}

{% macro share(part, whole) -%}
    round(({{ part }}) / nullif(({{ whole }}), 0), 6)::decimal(28, 6)
{%- endmacro %}

{#- A decimal as a person writes it: no trailing zeros. -#}
{% macro plain_number(value) -%}
    regexp_replace(({{ value }})::decimal(28, 6)::varchar, '\.?0+$', '')
{%- endmacro %}

{#- A share as a percentage with at most one place: 0.377 → 37.7%. -#}
{% macro percent(value) -%}
    regexp_replace(round(({{ value }}) * 100, 1)::decimal(28, 1)::varchar, '\.0$', '') || '%'
{%- endmacro %}

{#- A share as a percentage with as many places as another was stated with, two at most: 1.11 beside 110.3% → 111.0%. -#}
{% macro percent_to(value, places) -%}
    case {{ places }}
        when 0 then round(({{ value }}) * 100)::decimal(28, 0)::varchar
        when 1 then round(({{ value }}) * 100, 1)::decimal(28, 1)::varchar
        else round(({{ value }}) * 100, 2)::decimal(28, 2)::varchar
    end || '%'
{%- endmacro %}

{#- A quantity with the Chinese magnitude a reader expects: 38860000000 元 → 388.6亿元, 46000 吨 → 4.6万吨. -#}
{% macro quantity(value, unit) -%}
    case
        when abs({{ value }}) >= 100000000 then {{ plain_number(share(value, 100000000)) }} || '亿'
        when abs({{ value }}) >= 10000 and ({{ value }}) % 100 = 0 then {{ plain_number(share(value, 10000)) }} || '万'
        else {{ plain_number(value) }}
    end || coalesce({{ unit }}, '')
{%- endmacro %}

{#- A change as it is said: 增长7.5%, 下降12%; any other number as it is. -#}
{% macro directed(quantity, kind) -%}
    case {{ kind }} when 'growth_rate' then '增长' when 'decrease_rate' then '下降' else '' end || {{ quantity }}
{%- endmacro %}

{#- A promise in words: 增长7.5%以上, 低于1.82, 50—60%. -#}
{% macro promise(target) -%}
    case {{ target }}.comparator when '<' then '低于' when '>' then '超过' else '' end
    || {{ directed(quantity(target ~ '.value', target ~ '.unit'), target ~ '.kind') }}
    || case {{ target }}.comparator
        when '>=' then '以上'
        when '<=' then '以下'
        when 'between' then '至' || {{ quantity(target ~ '.value_high', target ~ '.unit') }}
        else ''
    end
{%- endmacro %}

{#- Months from the month of one date to the month of another, both counted. -#}
{% macro months_between(first_date, last_date) -%}
    (datediff('month', {{ first_date }}, {{ last_date }}) + 1)
{%- endmacro %}

{#- The share of a window's months gone at a date: 0 before it opens, 1 past its end. -#}
{% macro share_gone(window_start, as_of, window_end) -%}
    greatest(0, least(1, {{ share(
        months_between(window_start, as_of),
        months_between(window_start, window_end)
    ) }}))
{%- endmacro %}

{#- Whether what a report leaves open is worth a word: its period is late enough in the year, or the promise is due. -#}
{% macro is_late(as_of, deadline, from_share) -%}
    ({{ as_of }} >= {{ deadline }} or month({{ as_of }}) / 12 >= {{ from_share }})
{%- endmacro %}

{#- Whether a value keeps a promise. Beyond an exact or ranged promise counts as kept where more is better. -#}
{% macro satisfies(actual, comparator, low, high) -%}
    case {{ comparator }}
        when '>=' then {{ actual }} >= {{ low }}
        when '>' then {{ actual }} > {{ low }}
        when '<=' then {{ actual }} <= {{ low }}
        when '<' then {{ actual }} < {{ low }}
        when '=' then {{ actual }} = {{ low }} or ({{ low }} > 0 and {{ actual }} > {{ low }})
        when 'between' then {{ actual }} >= {{ low }}
    end
{%- endmacro %}
