{%- set checks = [
    'check_arithmetic', 'check_currency', 'check_caliber', 'check_silent', 'check_restated', 'check_contradiction',
    'check_dropped', 'check_unplanned', 'check_reworded', 'check_claim_without_number', 'check_status_conflict',
] %}
{#- Checks that grade each finding themselves where its kind's severity does not fit. -#}
{%- set graded = ['check_arithmetic', 'check_dropped'] %}

with findings as (
    {% for check in checks %}
        select
            kind,
            {{ 'severity' if check in graded else 'null::varchar as severity' }},
            period_id,
            task_id,
            target_id,
            progress_id,
            subject_id,
            detail,
            quote,
            against_quote
        from {{ ref(check) }}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

kinds as (
    select
        code as kind,
        severity
    from {{ ref('vocabulary') }}
    where vocabulary = 'finding_kind'
),

progress as (
    select
        progress_id,
        document_id
    from {{ ref('fct_progress') }}
),

tasks as (
    select
        task_id,
        document_id
    from {{ ref('fct_tasks') }}
)

select
    findings.kind || ':' || concat_ws(
        '|',
        coalesce(findings.target_id, findings.task_id),
        findings.progress_id,
        findings.subject_id,
        case when findings.kind = 'dropped' then findings.period_id end
    ) as finding_id,
    findings.period_id,
    findings.kind,
    coalesce(findings.severity, kinds.severity) as severity,
    coalesce(progress.document_id, tasks.document_id) as document_id,
    findings.task_id,
    findings.target_id,
    findings.progress_id,
    findings.subject_id,
    findings.detail,
    findings.quote,
    findings.against_quote
from findings
inner join kinds on findings.kind = kinds.kind
left join progress on findings.progress_id = progress.progress_id
left join tasks on findings.task_id = tasks.task_id
