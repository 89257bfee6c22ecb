{#- The words at a row's offsets (0-based, half-open, counted in characters) of the document's normalised text. -#}
{% macro text_at(text, row) -%}
    substring({{ text }}, {{ row }}.char_start + 1, {{ row }}.char_end - {{ row }}.char_start)
{%- endmacro %}
