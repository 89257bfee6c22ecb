with outcomes as (
    select * from {{ ref('stg_outcomes') }}
),

unread as (
    select
        document_id,
        count(*) as unread_count,
        string_agg(text, chr(10) order by position) as unread_text
    from {{ ref('stg_remainders') }}
    where treatment = 'unread'
    group by document_id
)

select
    outcomes.run_id,
    outcomes.period_id,
    outcomes.recorded_at as "at",
    outcomes.file_name,
    outcomes.document_id,
    outcomes.jurisdiction,
    outcomes.layout,
    outcomes.success,
    outcomes.reason,
    outcomes.error,
    outcomes.found,
    outcomes.expected,
    outcomes.advice,
    outcomes.counts,
    outcomes.unread_chars,
    coalesce(unread.unread_count, 0) as unread_count,
    unread.unread_text
from outcomes
left join unread on outcomes.document_id = unread.document_id
