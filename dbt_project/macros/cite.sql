{#- What a finding shows: a row's words with their document and place, and the words they stand against. -#}
{% macro cite(row) -%}
    {{ row }}.quote,
    {{ row }}.document_id as quote_document_id,
    {{ row }}.char_start as quote_start,
    {{ row }}.char_end as quote_end
{%- endmacro %}

{% macro cite_against(row) -%}
    {{ row }}.quote as against_quote,
    {{ row }}.document_id as against_document_id,
    {{ row }}.char_start as against_start,
    {{ row }}.char_end as against_end
{%- endmacro %}
