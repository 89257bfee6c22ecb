{{ config(materialized='ephemeral') }}

-- Every leader named for a task, resolved to the term that held when the document was written.
with named as (
    select
        task_id,
        document_id,
        jurisdiction,
        leader_name,
        leader_title,
        leader_office,
        role,
        position
    from {{ ref('stg_task_leaders') }}
    union all
    select
        tasks.task_id,
        tasks.document_id,
        tasks.jurisdiction,
        tasks.leader_name,
        tasks.leader_title,
        tasks.leader_office,
        'lead' as role,
        1 as position
    from {{ ref('stg_tasks') }} as tasks
    where
        tasks.leader_name is not null
        and (tasks.task_id, tasks.leader_name) not in (
            select (task_id, leader_name) from {{ ref('stg_task_leaders') }}
        )
),

documents as (
    select
        document_id,
        documented_on
    from {{ ref('int_documents') }}
),

leaders as (
    select * from {{ ref('int_leaders') }}
),

resolved as (
    select
        named.task_id,
        leaders.leader_id,
        named.role,
        named.position,
        named.leader_name,
        named.leader_title
    from named
    inner join documents on named.document_id = documents.document_id
    inner join leaders
        on named.jurisdiction = leaders.jurisdiction and named.leader_name = leaders.leader_name
    qualify row_number() over (
            partition by named.task_id, named.leader_name, named.role
            order by
                named.leader_office is not distinct from leaders.title desc,
                documents.documented_on between leaders.valid_from and coalesce(leaders.valid_to, '9999-12-31') desc,
                leaders.valid_from,
                leaders.leader_id asc,
                named.position asc
        ) = 1
)

select * from resolved
