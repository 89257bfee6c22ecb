{#- A promise for every year of a plan is due within the report's year; any other is due when its deadline says. -#}
{%- set due -%}
    case
        when targets.is_annual or year(deadlines.end_date) = year(report_periods.end_date) then 'year' else 'plan'
    end
{%- endset -%}
{{ config(materialized='ephemeral') }}

-- One line per indicator of a task: its quarterly and yearly targets side by side.
with listed as (
    select * from {{ ref('form_listed_tasks') }}
),

tasks as (
    select * from {{ ref('fct_tasks') }}
),

targets as (
    select * from {{ ref('fct_targets') }}
    where is_firm and task_id is not null and kind not in ('milestone', 'relative')
),

periods as (
    select * from {{ ref('dim_periods') }}
)

select
    listed.period_id,
    listed.jurisdiction,
    tasks.document_id,
    tasks.task_id,
    tasks.program_id,
    tasks.list_type,
    tasks.section_no,
    tasks.section_title,
    targets.indicator,
    targets.scope,
    targets.unit,
    targets.kind,
    min(targets.position) as position,
    {% for column, test in [
        ('first_quarter_target', "due = 'year' and month(deadlines.end_date) = 3"),
        ('first_half_target', "due = 'year' and month(deadlines.end_date) = 6"),
        ('third_quarter_target', "due = 'year' and month(deadlines.end_date) = 9"),
        ('year_target', "due = 'year' and month(deadlines.end_date) not in (3, 6, 9)"),
        ('plan_target', "due = 'plan'"),
    ] -%}
        string_agg(targets.quote, '；' order by targets.position)
        filter (where {{ test.replace('due', due) }}) as {{ column }},
    {% endfor -%}
    arg_max(targets.target_id, (deadlines.end_date, -targets.position)) as target_id
from listed
inner join tasks on listed.task_id = tasks.task_id
inner join targets on tasks.task_id = targets.task_id
inner join periods as deadlines on targets.period_id = deadlines.period_id
inner join periods as report_periods on listed.period_id = report_periods.period_id
group by all
