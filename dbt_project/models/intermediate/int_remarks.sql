{{ config(materialized='ephemeral') }}

-- What findings say, as the remarks of a form: by target, and by task. A task that nobody reports on says so by status.
with findings as (
    select * from {{ ref('fct_findings') }}
    where kind != 'dropped'
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
)

select
    subjects.subject,
    subjects.subject_id,
    subjects.period_id,
    string_agg(labels.label_zh || '：' || subjects.detail, '' order by labels.sort_order, subjects.detail) as remarks
from subjects
inner join labels on subjects.kind = labels.kind
group by subjects.subject, subjects.subject_id, subjects.period_id
