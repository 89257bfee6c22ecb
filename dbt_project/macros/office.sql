{#- A title without the party post set before it: 市委常委、副市长 is the office 副市长; 副市长、公安局局长 stays whole. -#}
{% macro office(title) -%}
    regexp_replace({{ title }}, '^[市县区州旗盟]?委?(?:常委|副书记)[、，,]', '')
{%- endmacro %}
