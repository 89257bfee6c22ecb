-- The wide table for people: a target beside a report's row that concerns it, with everything said about the two.
with judged as (
    select * from {{ ref('fct_target_progress') }}
),

targets as (
    select * from {{ ref('fct_targets') }}
),

tasks as (
    select * from {{ ref('fct_tasks') }}
),

progress as (
    select * from {{ ref('fct_progress') }}
),

actuals as (
    select * from {{ ref('fct_actuals') }}
),

claims as (
    select * from {{ ref('stg_claims') }}
),

documents as (
    select * from {{ ref('dim_documents') }}
),

periods as (
    select * from {{ ref('dim_periods') }}
),

leaders as (
    select * from {{ ref('dim_leaders') }}
),

programs as (
    select * from {{ ref('dim_programs') }}
),

rules as (
    select * from {{ ref('dim_rules') }}
),

responsible as (
    select * from {{ ref('int_lead_units') }}
),

labels as (
    select
        vocabulary,
        code,
        label_zh
    from {{ ref('vocabulary') }}
),

-- What is questioned about the target, or about the row beside it.
findings as (
    select
        target_id,
        progress_id,
        kind,
        severity,
        finding_id
    from {{ ref('fct_findings') }}
),

-- A finding concerns a judgement by its target and its row, or by the one of them that it names.
concerning as (
    select
        judged.target_id,
        judged.progress_id,
        findings.finding_id,
        findings.kind
    from judged
    inner join findings on judged.target_id = findings.target_id and judged.progress_id = findings.progress_id
    union all
    select
        judged.target_id,
        judged.progress_id,
        findings.finding_id,
        findings.kind
    from judged
    inner join findings on judged.target_id = findings.target_id
    where findings.progress_id is null
    union all
    select
        judged.target_id,
        judged.progress_id,
        findings.finding_id,
        findings.kind
    from judged
    inner join findings on judged.progress_id = findings.progress_id
    where findings.target_id is null
),

questioned as (
    select
        concerning.target_id,
        concerning.progress_id,
        count(distinct concerning.finding_id) as finding_count,
        string_agg(distinct labels.label_zh, '、' order by labels.label_zh) as findings
    from concerning
    inner join labels on concerning.kind = labels.code and labels.vocabulary = 'finding_kind'
    group by concerning.target_id, concerning.progress_id
)

select
    judged.judgement_id,
    progress.jurisdiction,
    judged.period_id,
    report_periods.label_zh as period_label,
    report_periods.end_date as period_end,
    plans.title as plan_title,
    tasks.list_type,
    list_labels.label_zh as list_label,
    tasks.section_no,
    coalesce(programs.program_name, tasks.section_title) as section_title,
    tasks.task_no,
    coalesce(tasks.task_text, progress.task_name) as task_text,
    leaders.leader_id,
    leaders.leader_name,
    progress.lead_unit_id,
    coalesce(progress.lead_unit_name, responsible.lead_units) as lead_unit,
    responsible.lead_units,
    responsible.support_units,
    targets.indicator,
    targets.scope,
    targets.label as indicator_name,
    targets.kind,
    targets.is_firm,
    targets.comparator,
    targets.value as target_value,
    targets.value::double as target_double,
    targets.value_high as target_value_high,
    targets.unit,
    targets.thing,
    targets.stage,
    targets.against,
    -- A promise without a number is its stage, or said in the plan's words.
    case
        when targets.kind = 'milestone' then coalesce(stage_labels.label_zh, targets.quote)
        when targets.kind = 'relative' then targets.quote
        else coalesce({{ promise('targets') }}, targets.quote)
    end as target_text,
    targets.period_id as deadline_period_id,
    deadlines.end_date as deadline,
    judged.actual_value,
    judged.actual_value::double as actual_double,
    actuals.stage as reached_stage,
    actuals.reached_on,
    case
        when targets.kind = 'milestone' then reached_labels.label_zh
        when judged.actual_value is not null
            then {{ directed(quantity('judged.actual_value', 'targets.unit'), 'targets.kind') }}
        else coalesce(actuals.quote, judged.claim_quote)
    end as actual_text,
    judged.ratio,
    judged.ratio::double as ratio_double,
    judged.time_share,
    judged.pace_due,
    judged.pace_gap,
    judged.verdict,
    verdict_labels.label_zh as verdict_label,
    judged.verdict_label as rule_label,
    judged.basis,
    basis_labels.label_zh as basis_label,
    judged.reason,
    judged.pair_explanation,
    judged.correction,
    judged.is_elsewhere,
    judged.rule_id,
    rules.name as rule_name,
    progress.status as row_status,
    status_labels.label_zh as row_status_label,
    progress.overall_status,
    overall_labels.label_zh as overall_status_label,
    progress.stated_status,
    coalesce(questioned.finding_count, 0) as finding_count,
    questioned.findings,
    targets.quote as promised_quote,
    targets.document_id as promised_document_id,
    targets.source_page as promised_page,
    targets.char_start as promised_start,
    targets.char_end as promised_end,
    coalesce(actuals.quote, judged.claim_quote) as reported_quote,
    progress.narrative as reported_text,
    reports.title as report_title,
    progress.document_id as reported_document_id,
    coalesce(actuals.source_page, progress.source_page) as reported_page,
    coalesce(actuals.char_start, claims.char_start, progress.narrative_start) as reported_start,
    coalesce(actuals.char_end, claims.char_end, progress.narrative_end) as reported_end,
    targets.task_id,
    judged.target_id,
    judged.progress_id,
    judged.actual_id,
    progress.row_no
from judged
inner join targets on judged.target_id = targets.target_id
inner join progress on judged.progress_id = progress.progress_id
inner join documents as reports on progress.document_id = reports.document_id
inner join documents as plans on targets.document_id = plans.document_id
inner join periods as report_periods on judged.period_id = report_periods.period_id
inner join periods as deadlines on targets.period_id = deadlines.period_id
inner join rules on judged.rule_id = rules.rule_id
left join tasks on targets.task_id = tasks.task_id
left join programs on tasks.program_id = programs.program_id
left join leaders on tasks.leader_id = leaders.leader_id
left join responsible on targets.task_id = responsible.task_id
left join actuals on judged.actual_id = actuals.actual_id
left join claims on judged.claim_id = claims.claim_id
left join questioned on judged.target_id = questioned.target_id and judged.progress_id = questioned.progress_id
left join labels as list_labels on tasks.list_type = list_labels.code and list_labels.vocabulary = 'list_type'
left join labels as verdict_labels on judged.verdict = verdict_labels.code and verdict_labels.vocabulary = 'verdict'
left join labels as basis_labels on judged.basis = basis_labels.code and basis_labels.vocabulary = 'basis'
left join labels as stage_labels on targets.stage = stage_labels.code and stage_labels.vocabulary = 'stage'
left join labels as reached_labels on actuals.stage = reached_labels.code and reached_labels.vocabulary = 'stage'
left join labels as status_labels on progress.status = status_labels.code and status_labels.vocabulary = 'status'
left join labels as overall_labels
    on progress.overall_status = overall_labels.code and overall_labels.vocabulary = 'status'
where reports.superseded_by is null and plans.superseded_by is null
