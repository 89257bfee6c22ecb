with programs as (
    select * from {{ ref('stg_programs') }}
),

periods as (
    select * from {{ ref('dim_periods') }}
)

select
    programs.program_id,
    programs.document_id,
    programs.program_no,
    programs.program_name,
    programs.convenors,
    programs.plan_period_id,
    periods.start_date as plan_start_date,
    periods.end_date as plan_end_date
from programs
inner join periods on programs.plan_period_id = periods.period_id
