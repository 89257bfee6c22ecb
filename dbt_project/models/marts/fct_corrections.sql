{%- set target_fields = ['indicator', 'comparator', 'unit', 'kind', 'aggregation', 'period_id', 'scope'] -%}
-- What people say is right beside what the machine reads, and what became of it: applied, or why it no longer fits.
with corrections as (
    select * from {{ ref('stg_corrections') }}
),

said as (
    select correction_id from {{ ref('int_said') }}
),

targets as (
    select * from {{ ref('stg_targets') }}
),

promises as (
    select * from {{ ref('stg_milestones') }}
),

results as (
    select * from {{ ref('stg_actuals') }}
),

answering as (
    select actual_id from {{ ref('int_results') }}
),

pairs as (
    select * from {{ ref('stg_pairs') }}
),

verdicts as (
    select
        target_id,
        progress_id,
        machine_verdict
    from {{ ref('int_run_verdicts') }}
    union all
    select
        target_id,
        progress_id,
        machine_verdict
    from {{ ref('int_promise_results') }}
),

-- What the machine reads, one row a record and field.
readings as (
    {% for field in target_fields -%}
        select
            target_id as record_key,
            '{{ field }}' as field,
            {{ field }} as machine_value,
            null as unit
        from targets
        union all
    {% endfor -%}
    {% for field in ['value', 'value_high'] -%}
        select
            target_id as record_key,
            '{{ field }}' as field,
            {{ plain_number(field) }} as machine_value,
            unit
        from targets
        union all
    {% endfor -%}
    select
        target_id as record_key,
        'is_firm' as field,
        is_firm::varchar as machine_value,
        null as unit
    from targets
    union all
    {% for field in ['thing', 'stage', 'period_id', 'is_firm'] -%}
        select
            target_id as record_key,
            '{{ field }}' as field,
            {{ field }}::varchar as machine_value,
            null as unit
        from promises
        union all
    {% endfor -%}
    {% for field in ['indicator', 'unit', 'kind'] -%}
        select
            actual_id as record_key,
            '{{ field }}' as field,
            {{ field }} as machine_value,
            null as unit
        from results
        union all
    {% endfor -%}
    select
        actual_id as record_key,
        'value' as field,
        {{ plain_number('value') }} as machine_value,
        unit
    from results
    union all
    select
        target_id || '@' || progress_id as record_key,
        'verdict' as field,
        machine_verdict as machine_value,
        null as unit
    from verdicts
    union all
    select
        target_id || '@' || progress_id as record_key,
        'actual_id' as field,
        actual_id as machine_value,
        null as unit
    from pairs
),

documents as (
    select
        document_id,
        superseded_by
    from {{ ref('int_documents') }}
),

labels as (
    select
        vocabulary,
        code,
        label_zh
    from {{ ref('vocabulary') }}
),

compared as (
    select
        corrections.*,
        readings.machine_value,
        -- Numbers as a person writes them.
        coalesce(
            {{ quantity('try_cast(readings.machine_value as decimal(28, 6))', 'readings.unit') }},
            readings.machine_value
        ) as machine_text,
        coalesce(
            {{ quantity('try_cast(corrections.right_value as decimal(28, 6))', 'readings.unit') }},
            corrections.right_value
        ) as right_text,
        case
            when corrections.problem is not null then 'malformed'
            when said.correction_id is null then 'overruled'
            when documents.superseded_by is not null then 'reissued'
            when readings.record_key is null then 'gone'
            when corrections.field = 'actual_id' and answering.actual_id is null then 'gone'
            when corrections.field = 'stage' and ladders.stage is null then 'malformed'
            when readings.machine_value = corrections.right_value then 'agrees'
            else 'applied'
        end as status
    from corrections
    left join said on corrections.correction_id = said.correction_id
    left join readings
        on corrections.record_key = readings.record_key and corrections.field = readings.field
    left join documents on split_part(corrections.record_key, '/', 1) = documents.document_id
    left join answering on corrections.right_value = answering.actual_id
    left join promises on corrections.record_key = promises.target_id
    left join {{ ref('stage_ladders') }} as ladders
        on promises.thing_class = ladders.class and corrections.right_value = ladders.stage
)

select
    compared.correction_id,
    compared.jurisdiction,
    compared.entry_no,
    compared.record_key,
    compared.record_kind,
    compared.field,
    compared.machine_value,
    compared.right_value,
    compared.status,
    statuses.label_zh as status_label,
    case compared.status
        when 'applied'
            then '人工更正：' || fields.label_zh
                || coalesce('由“' || coalesce(was.label_zh, compared.machine_text) || '”', '')
                || '改为“' || coalesce(becomes.label_zh, compared.right_text) || '”（' || compared.reason || '；'
                || compared.said_by || '，' || compared.said_on || '）。'
        when 'malformed'
            then coalesce(compared.problem, 'right“' || compared.right_value || '”不是这类事项的阶段，不能与所报阶段比较')
        else statuses.label_zh || '：' || coalesce(fields.label_zh, compared.field)
    end as detail,
    compared.reason,
    compared.said_by,
    compared.said_on
from compared
inner join labels as statuses on compared.status = statuses.code and statuses.vocabulary = 'correction_status'
left join labels as fields on compared.field = fields.code and fields.vocabulary = 'correction_field'
left join labels as was
    on
        compared.machine_value = was.code and compared.field = was.vocabulary
        and compared.field in ('verdict', 'stage')
left join labels as becomes
    on
        compared.right_value = becomes.code and compared.field = becomes.vocabulary
        and compared.field in ('verdict', 'stage')
