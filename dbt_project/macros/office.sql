{#- A title without the party posts before it: 市委常委、副市长 and 常委副市长 are both 副市长. -#}
{% macro office(title) -%}
    regexp_replace({{ title }}, '^.*[、，,]|^[市县区]?委?(?:常委|副书记)((?:常务)?副?[市县区]长)$', '\1')
{%- endmacro %}
