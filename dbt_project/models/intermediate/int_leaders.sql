-- Every leader with the terms in which each title was held, as far as documents tell.
with mentions as (
    select * from {{ ref('int_leader_mentions') }}
),

sole_titles as (
    select code as title from {{ ref('vocabulary') }}
    where vocabulary = 'sole_title'
),

titled_people as (
    select distinct
        jurisdiction,
        leader_name
    from mentions
    where title is not null
),

-- A mention without a title is the same person as the titled one of the jurisdiction, where there is one.
titled as (
    select mentions.*
    from mentions
    left join titled_people
        on mentions.jurisdiction = titled_people.jurisdiction and mentions.leader_name = titled_people.leader_name
    where mentions.title is not null or titled_people.leader_name is null
),

in_order as (
    select
        *,
        row_number() over (partition by jurisdiction, leader_name order by documented_on, title) as mention_no,
        lag(title) over (partition by jurisdiction, leader_name order by documented_on, title) as title_before
    from titled
),

terms as (
    select
        *,
        sum(case when mention_no = 1 or title != title_before then 1 else 0 end) over (
            partition by jurisdiction, leader_name
            order by mention_no
        ) as term_no
    from in_order
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
        sole_titles.title is not null as is_sole,
        lead(holdings.valid_from) over (
            partition by holdings.jurisdiction, holdings.leader_name
            order by holdings.term_no
        ) as next_title_from,
        lead(holdings.valid_from) over (
            partition by holdings.jurisdiction, holdings.title
            order by holdings.valid_from, holdings.leader_name, holdings.term_no
        ) as next_holder_from
    from holdings
    left join sole_titles on holdings.title = sole_titles.title
),

closed as (
    select
        *,
        (least(next_title_from, case when is_sole then next_holder_from end) - 1)::date as valid_to
    from ended
)

select
    jurisdiction
    || '/'
    || leader_name
    || coalesce('/' || title, '')
    || case when holding_no > 1 then '/' || holding_no else '' end as leader_id,
    jurisdiction,
    leader_name,
    title,
    valid_from,
    valid_to,
    valid_to is null as is_current
from closed
