{#- The right values of one kind of record, one row a record, one text column a field. -#}
{% macro said_fields(record_kind, fields) -%}
    select
        record_key
        {%- for field in fields %},
        max(right_value) filter (where field = '{{ field }}') as {{ field }}
        {%- endfor %}
    from {{ ref('int_said') }}
    where record_kind = '{{ record_kind }}'
    group by record_key
{%- endmacro %}

{#- Which columns of a record hold what a person says instead of what was read. -#}
{% macro corrected_fields() -%}
    select
        record_key,
        string_agg(field, ', ' order by field) as corrected_fields
    from {{ ref('fct_corrections') }}
    where status = 'applied'
    group by record_key
{%- endmacro %}
