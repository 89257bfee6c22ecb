{{ config(materialized='ephemeral') }}

-- The tasks that a period's forms list: those its reports should tell of, and under its own year what no report
-- follows yet.
select distinct
    task_id,
    document_id,
    jurisdiction,
    period_id
from {{ ref('rpt_coverage') }}
union all
select
    task_id,
    document_id,
    jurisdiction,
    period_id
from {{ ref('form_waiting_tasks') }}
