{%- set checks = [
    'check_arithmetic', 'check_currency', 'check_caliber', 'check_silent', 'check_restated', 'check_contradiction',
    'check_dropped', 'check_unplanned', 'check_reworded', 'check_claim_without_number', 'check_status_conflict',
    'check_self_contradiction', 'check_after_period', 'check_impossible', 'check_lowered', 'check_lead_changed',
    'check_relative_unanswered', 'check_milestone_silent', 'check_lapsed', 'check_receded',
] %}
{#- Checks that grade each finding themselves where its kind's severity does not fit. -#}
{%- set graded = ['check_arithmetic', 'check_caliber', 'check_dropped', 'check_lowered', 'check_self_contradiction',
    'check_milestone_silent', 'check_status_conflict'] %}

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
            quote_document_id,
            quote_start,
            quote_end,
            against_quote,
            against_document_id,
            against_start,
            against_end
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
),

documents as (
    select
        document_id,
        jurisdiction
    from {{ ref('stg_documents') }}
),

texts as (
    select * from {{ ref('stg_texts') }}
),

-- Where a check gives words without their place, the place is where they stand first.
placed as (
    select
        findings.*,
        coalesce(findings.quote_start, nullif(strpos(said.text, findings.quote), 0) - 1) as said_start,
        coalesce(findings.quote_end, nullif(strpos(said.text, findings.quote), 0) - 1 + length(findings.quote))
            as said_end,
        coalesce(findings.against_start, nullif(strpos(held.text, findings.against_quote), 0) - 1) as held_start,
        coalesce(
            findings.against_end,
            nullif(strpos(held.text, findings.against_quote), 0) - 1 + length(findings.against_quote)
        ) as held_end,
        said.text as said_text,
        held.text as held_text
    from findings
    left join texts as said on findings.quote_document_id = said.document_id
    left join texts as held on findings.against_document_id = held.document_id
)

select
    placed.kind || ':' || concat_ws(
        '|',
        coalesce(placed.target_id, placed.task_id),
        placed.progress_id,
        placed.subject_id,
        case when placed.kind = 'dropped' then placed.period_id end
    ) as finding_id,
    placed.period_id,
    periods.end_date as period_end,
    documents.jurisdiction,
    placed.kind,
    coalesce(placed.severity, kinds.severity) as severity,
    coalesce(progress.document_id, tasks.document_id, placed.quote_document_id) as document_id,
    placed.task_id,
    placed.target_id,
    placed.progress_id,
    placed.subject_id,
    placed.detail,
    coalesce(substring(placed.said_text, placed.said_start + 1, placed.said_end - placed.said_start), placed.quote)
        as quote,
    placed.quote_document_id,
    placed.said_start as quote_start,
    placed.said_end as quote_end,
    coalesce(
        substring(placed.held_text, placed.held_start + 1, placed.held_end - placed.held_start), placed.against_quote
    ) as against_quote,
    placed.against_document_id,
    placed.held_start as against_start,
    placed.held_end as against_end
from placed
inner join kinds on placed.kind = kinds.kind
left join {{ ref('stg_periods') }} as periods on placed.period_id = periods.period_id
left join progress on placed.progress_id = progress.progress_id
left join tasks on placed.task_id = tasks.task_id
left join documents
    on coalesce(progress.document_id, tasks.document_id, placed.quote_document_id) = documents.document_id
