{#- Fails for every value outside its vocabulary. `columns` maps a column to a vocabulary of the seed `vocabulary`,
    or to the list of values itself; one test a table, because every node costs a tenth of a second. -#}
{% test speaks_the_vocabulary(model, columns) %}

{% for column, words in columns.items() %}
        select
            '{{ column }}' as column_name,
            {{ column }}::varchar as value
        from {{ model }}
        where
            {{ column }} is not null
            and {{ column }} not in (
                {% if words is string %}
                    select code from {{ ref('vocabulary') }} where vocabulary = '{{ words }}'
                {% else %}
                    '{{ words | join("', '") }}'
                {% endif %}
            )
        {% if not loop.last %}union all{% endif %}
    {% endfor %}

{% endtest %}
