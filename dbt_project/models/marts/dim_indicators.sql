with indicators as (
    select * from {{ ref('stg_indicators') }}
),

programs as (
    select
        program_id,
        document_id,
        program_no
    from {{ ref('dim_programs') }}
)

select
    indicators.indicator_id,
    indicators.document_id,
    programs.program_id,
    indicators.program_no,
    indicators.level,
    indicators.indicator_no,
    indicators.indicator_name,
    indicators.source_page,
    indicators.char_start,
    indicators.char_end
from indicators
left join programs
    on indicators.document_id = programs.document_id and indicators.program_no = programs.program_no
