{{ config(materialized='ephemeral') }}

-- What people corrected and findings say, as the remarks of a form: by target, and by task.
-- A task that nobody reports on says so by status.
with findings as (
    select * from {{ ref('fct_findings') }}
    where kind != 'dropped'
),

corrected as (
    select
        judged.target_id,
        targets.task_id,
        judged.period_id,
        judged.correction
    from {{ ref('fct_target_progress') }} as judged
    inner join {{ ref('fct_targets') }} as targets on judged.target_id = targets.target_id
    where judged.correction is not null
),

labels as (
    select
        code as kind,
        label_zh,
        sort_order
    from {{ ref('vocabulary') }}
    where vocabulary = 'finding_kind'
),

subjects as (
    select
        'target' as subject,
        target_id as subject_id,
        period_id,
        kind,
        detail
    from findings
    where target_id is not null
    union
    select
        'task' as subject,
        task_id as subject_id,
        period_id,
        kind,
        detail
    from findings
    where task_id is not null
),

remarks as (
    select
        subjects.subject,
        subjects.subject_id,
        subjects.period_id,
        -- The details of these open with a word of their own.
        case
            when subjects.kind in ('silent', 'relative_unanswered') then subjects.detail
            else labels.label_zh || '：' || subjects.detail
        end as remark,
        labels.sort_order
    from subjects
    inner join labels on subjects.kind = labels.kind
    union
    select
        'target' as subject,
        target_id as subject_id,
        period_id,
        correction as remark,
        0 as sort_order
    from corrected
    union
    select
        'task' as subject,
        task_id as subject_id,
        period_id,
        correction as remark,
        0 as sort_order
    from corrected
    where task_id is not null
)

select
    subject,
    subject_id,
    period_id,
    string_agg(remark, '' order by sort_order, remark) as remarks
from remarks
group by subject, subject_id, period_id
