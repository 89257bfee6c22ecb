with progress as (
    select * from {{ ref('stg_progress') }}
),

texts as (
    select * from {{ ref('stg_texts') }}
),

links as (
    select * from {{ ref('stg_links') }}
),

statuses as (
    select * from {{ ref('int_row_status') }}
),

overall as (
    select * from {{ ref('int_overall_status') }}
)

select
    progress.progress_id,
    progress.document_id,
    progress.jurisdiction,
    progress.period_id,
    periods.end_date as period_end,
    progress.row_no,
    progress.task_name,
    links.task_id,
    coalesce(links.link_kind, 'none') as link_kind,
    coalesce(links.link_score, 0)::decimal(28, 6) as link_score,
    links.matched as link_matched,
    links.differs as link_differs,
    progress.lead_unit_id,
    progress.lead_unit_name,
    progress.narrative,
    progress.has_words,
    progress.is_filled,
    progress.stated_status,
    progress.stated_code,
    statuses.status,
    overall.overall_status,
    overall.promise_count,
    overall.promises_met,
    statuses.target_count,
    statuses.met_count,
    statuses.on_pace_count,
    statuses.behind_count,
    statuses.unknown_count,
    statuses.completion_explanation,
    progress.issues,
    progress.states_issue,
    progress.next_steps,
    {{ text_at('texts.text', 'progress') }} as quote,
    progress.source_page,
    progress.char_start,
    progress.char_end,
    progress.narrative_start,
    progress.narrative_end
from progress
inner join texts on progress.document_id = texts.document_id
inner join statuses on progress.progress_id = statuses.progress_id
inner join overall on progress.progress_id = overall.progress_id
left join {{ ref('stg_periods') }} as periods on progress.period_id = periods.period_id
left join links on progress.progress_id = links.progress_id
