-- What a report says on a target, told once: its own row's verdict, or the answer that stands elsewhere in the report.
with answers as (
    select
        target_id,
        period_id,
        progress_id,
        actual_id,
        is_elsewhere,
        verdict
    from {{ ref('int_run_verdicts') }}
    union all
    select
        target_id,
        period_id,
        progress_id,
        actual_id,
        is_elsewhere,
        verdict
    from {{ ref('int_promise_reasons') }}
),

progress as (
    select
        progress_id,
        document_id
    from {{ ref('stg_progress') }}
)

select
    answers.target_id,
    answers.period_id,
    progress.document_id as report_document_id,
    answers.is_elsewhere,
    answers.progress_id,
    answers.actual_id,
    answers.verdict
from answers
inner join progress on answers.progress_id = progress.progress_id
qualify row_number() over (
        partition by answers.target_id, progress.document_id
        order by answers.verdict = 'unknown', answers.is_elsewhere, answers.progress_id
    ) = 1
