with mentions as (
    select * from {{ ref('int_leader_mentions') }}
),

sole_titles as (
    select code as title from {{ ref('vocabulary') }} where vocabulary = 'sole_title'
),

-- A mention without a title is the same person as the titled one of the jurisdiction, where there is one.
titled as (
    select * from mentions
    where
        title is not null
        or (jurisdiction, leader_name) not in (select (jurisdiction, leader_name) from mentions where title is not null)
),

changes as (
    select
        *,
        lag(title) over person is distinct from title or row_number() over person = 1 as is_change
    from titled
    window person as (partition by jurisdiction, leader_name order by documented_on, title)
),

terms as (
    select
        *,
        count_if(is_change) over (partition by jurisdiction, leader_name order by documented_on, title) as term_no
    from changes
),

holdings as (
    select
        jurisdiction,
        leader_name,
        title,
        term_no,
        min(documented_on) as valid_from,
        row_number() over (partition by jurisdiction, leader_name, title order by term_no) as holding_no
    from terms
    group by jurisdiction, leader_name, title, term_no
),

-- A term ends the day before the person's next one, or before another person takes a title that only one can hold.
ended as (
    select
        holdings.*,
        least(
            lead(holdings.valid_from) over (
                partition by holdings.jurisdiction, holdings.leader_name order by holdings.term_no
            ),
            case
                when sole_titles.title is not null
                    then lead(holdings.valid_from) over (
                        partition by holdings.jurisdiction, holdings.title order by holdings.valid_from
                    )
            end
        ) - 1 as last_day
    from holdings
    left join sole_titles on holdings.title = sole_titles.title
)

select
    jurisdiction || '/' || leader_name || '/' || coalesce(title, '')
    || case when holding_no > 1 then '/' || holding_no else '' end as leader_id,
    jurisdiction,
    leader_name,
    title,
    valid_from,
    last_day::date as valid_to,
    last_day is null as is_current
from ended
