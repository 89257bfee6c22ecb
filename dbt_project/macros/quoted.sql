{#- Words to stand between quotation marks: marks of their own become single ones. -#}
{% macro inner_marks(words) -%}
    translate({{ words }}, '“”', '‘’')
{%- endmacro %}

{#- Words between quotation marks. -#}
{% macro quoted(words) -%}
    '“' || {{ inner_marks(words) }} || '”'
{%- endmacro %}
