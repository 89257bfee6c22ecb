{#- A model's schema is the one it names, else the profile's: `marts`, not `marts_marts`. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ custom_schema_name or target.schema }}
{%- endmacro %}
