-- The targets of every list by indicator: by quarter, for the year and for the plan, with progress and who answers.
with measures as (
    select * from {{ ref('form_measures') }}
),

indicators as (
    select * from {{ ref('dim_indicators') }}
),

links as (
    select * from {{ ref('stg_indicator_links') }}
),

programs as (
    select * from {{ ref('dim_programs') }}
),

responsible as (
    select * from {{ ref('int_lead_units') }}
),

remarks as (
    select * from {{ ref('form_remarks') }}
    where subject = 'target'
),

labels as (
    select
        code,
        label_zh
    from {{ ref('vocabulary') }}
    where vocabulary = 'verdict'
),

nearest as (
    select
        answers.*,
        judged.reason
    from {{ ref('int_target_answers') }} as answers
    inner join {{ ref('fct_target_progress') }} as judged
        on answers.target_id = judged.target_id and answers.progress_id = judged.progress_id
    qualify row_number() over (
            partition by answers.target_id, answers.period_id
            order by answers.verdict = 'unknown', answers.is_elsewhere, answers.progress_id
        ) = 1
),

named as (
    select
        measures.*,
        indicators.indicator_id,
        indicators.indicator_name as printed_name,
        indicators.level
    from measures
    left join links on measures.target_id = links.target_id
    left join indicators on links.indicator_id = indicators.indicator_id
),

-- Indicators of the system that no task puts a number to stay on the form, blank.
report_periods as (
    select distinct
        jurisdiction,
        period_id,
        document_id
    from {{ ref('form_listed_tasks') }}
),

blank as (
    select
        report_periods.period_id,
        report_periods.jurisdiction,
        indicators.document_id,
        indicators.program_id,
        indicators.program_no,
        indicators.indicator_id,
        indicators.level,
        indicators.indicator_name
    from indicators
    inner join report_periods on indicators.document_id = report_periods.document_id
    left join named
        on indicators.indicator_id = named.indicator_id and report_periods.period_id = named.period_id
    where named.indicator_id is null
)

select
    named.period_id || '/' || named.target_id as line_id,
    named.period_id,
    named.jurisdiction,
    named.document_id,
    named.list_type,
    named.section_no,
    coalesce(programs.program_name, named.section_title) as group_name,
    named.level,
    named.indicator_id,
    named.indicator as indicator_name,
    named.scope,
    named.first_quarter_target,
    named.first_half_target,
    named.third_quarter_target,
    named.year_target,
    named.plan_target,
    named.unit,
    nearest.reason as progress_text,
    nearest.verdict,
    labels.label_zh as verdict_label,
    responsible.lead_units as responsible_units,
    remarks.remarks,
    named.printed_name,
    named.position,
    named.task_id,
    named.target_id,
    nearest.progress_id,
    nearest.actual_id
from named
left join programs on named.program_id = programs.program_id
left join nearest on named.target_id = nearest.target_id and named.period_id = nearest.period_id
left join labels on nearest.verdict = labels.code
left join responsible on named.task_id = responsible.task_id
left join remarks on named.target_id = remarks.subject_id and named.period_id = remarks.period_id
union all
select
    blank.period_id || '/' || blank.indicator_id as line_id,
    blank.period_id,
    blank.jurisdiction,
    blank.document_id,
    null as list_type,
    blank.program_no as section_no,
    programs.program_name as group_name,
    blank.level,
    blank.indicator_id,
    blank.indicator_name,
    null as scope,
    null as first_quarter_target,
    null as first_half_target,
    null as third_quarter_target,
    null as year_target,
    null as plan_target,
    null as unit,
    null as progress_text,
    null as verdict,
    null as verdict_label,
    null as responsible_units,
    null as remarks,
    blank.indicator_name as printed_name,
    null as position,
    null as task_id,
    null as target_id,
    null as progress_id,
    null as actual_id
from blank
left join programs on blank.program_id = programs.program_id
