-- 主要指标进度表 (annex 2 of the Ten Projects plan): the indicator system of a plan, an indicator a line as printed.
with lines as (
    select * from {{ ref('rpt_indicator_progress') }}
    where indicator_id is not null
),

indicators as (
    select * from {{ ref('dim_indicators') }}
),

programs as (
    select * from {{ ref('dim_programs') }}
),

-- An indicator that several tasks put numbers to: all their targets, and of their verdicts the one that tells most.
gathered as (
    select
        period_id,
        jurisdiction,
        indicator_id,
        {% for column in [
            'first_quarter_target', 'first_half_target', 'third_quarter_target', 'year_target', 'plan_target', 'remarks',
        ] -%}
            string_agg(distinct {{ column }}, '；' order by {{ column }}) as {{ column }},
        {% endfor -%}
        max(unit) as unit,
        arg_min(target_id, place) as target_id,
        arg_min(progress_text, place) as progress_text,
        arg_min(verdict, place) as verdict,
        arg_min(verdict_label, place) as verdict_label,
        arg_min(responsible_units, place) as responsible_units
    from (
        select
            *,
            row_number() over (
                partition by period_id, indicator_id
                order by
                    coalesce(list_position(['behind', 'on_pace', 'met', 'unknown'], verdict), 9),
                    year_target is null,
                    line_id
            ) as place
        from lines
    ) as placed
    group by period_id, jurisdiction, indicator_id
),

-- An indicator that no task puts a number to is its programme's.
units as (
    select
        tasks.program_id,
        arg_min(responsible.lead_units, tasks.task_id) as lead_units
    from {{ ref('int_lead_units') }} as responsible
    inner join {{ ref('fct_tasks') }} as tasks on responsible.task_id = tasks.task_id
    where tasks.program_id is not null and responsible.lead_units is not null
    group by tasks.program_id
)

select
    gathered.period_id || '/' || gathered.indicator_id as line_id,
    gathered.period_id,
    gathered.jurisdiction,
    indicators.document_id,
    indicators.program_no,
    programs.program_name as group_name,
    indicators.level,
    indicators.indicator_no,
    indicators.char_start as place_in_document,
    indicators.indicator_name,
    gathered.unit,
    gathered.first_quarter_target,
    gathered.first_half_target,
    gathered.third_quarter_target,
    gathered.year_target,
    gathered.plan_target,
    gathered.progress_text,
    gathered.verdict,
    gathered.verdict_label,
    coalesce(gathered.responsible_units, units.lead_units, programs.convenors) as responsible_units,
    gathered.remarks,
    gathered.indicator_id,
    gathered.target_id
from gathered
inner join indicators on gathered.indicator_id = indicators.indicator_id
left join programs on indicators.program_id = programs.program_id
left join units on indicators.program_id = units.program_id
