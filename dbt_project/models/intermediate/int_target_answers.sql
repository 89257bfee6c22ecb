-- What a report says on a target, told once: its own row's verdict, or the answer that stands elsewhere in the report.
with answers as (
    select * from {{ ref('fct_target_progress') }}
),

progress as (
    select
        progress_id,
        document_id
    from {{ ref('fct_progress') }}
)

select
    answers.target_id,
    answers.period_id,
    progress.document_id as report_document_id,
    answers.is_elsewhere,
    answers.progress_id,
    answers.actual_id,
    answers.verdict,
    answers.reason
from answers
inner join progress on answers.progress_id = progress.progress_id
qualify row_number() over (
        partition by answers.target_id, progress.document_id
        order by answers.verdict = 'unknown', answers.is_elsewhere, answers.progress_id
    ) = 1
