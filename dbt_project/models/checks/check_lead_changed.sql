-- A report's row is led by a unit that the plan's task does not name as a lead: told when it first happens.
with progress as (
    select * from {{ ref('fct_progress') }}
    where task_id is not null and lead_unit_id is not null
),

links as (
    select
        progress_id,
        keeps_lead
    from {{ ref('stg_links') }}
),

tasks as (
    select * from {{ ref('fct_tasks') }}
),

planned as (
    select
        bridge.task_id,
        list(bridge.unit_id) as all_units,
        string_agg(bridge.name_as_written, '、' order by bridge.position, bridge.unit_id)
        filter (where bridge.role = 'lead') as lead_names
    from {{ ref('bridge_task_units') }} as bridge
    group by bridge.task_id
)

select
    'lead_changed' as kind,
    progress.period_id,
    progress.task_id,
    null::varchar as target_id,
    progress.progress_id,
    progress.lead_unit_id as subject_id,
    '计划由' || planned.lead_names || '牵头，报告由' || progress.lead_unit_name
    || case when list_contains(planned.all_units, progress.lead_unit_id) then '（原为配合单位）' else '' end || '牵头。' as detail,
    progress.task_name as quote,
    progress.document_id as quote_document_id,
    null::bigint as quote_start,
    null::bigint as quote_end,
    left(tasks.task_text, {{ var('excerpt_chars') }}) as against_quote,
    tasks.document_id as against_document_id,
    tasks.char_start as against_start,
    tasks.char_end as against_end
from progress
inner join tasks on progress.task_id = tasks.task_id
inner join planned on progress.task_id = planned.task_id
inner join links on progress.progress_id = links.progress_id
left join {{ ref('stg_periods') }} as periods on progress.period_id = periods.period_id
where not links.keeps_lead
qualify row_number() over (
        partition by progress.task_id, progress.lead_unit_id order by periods.end_date, progress.progress_id
    ) = 1
