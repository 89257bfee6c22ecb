-- A later document promises less of the same thing for the same time or later, or a total is not what its parts make.
with targets as (
    select
        targets.*,
        documents.jurisdiction,
        documents.title,
        documents.doc_number,
        documents.documented_on,
        documents.superseded_by,
        deadlines.end_date as deadline,
        year(deadlines.end_date) - year(plan_periods.start_date) + 1 as window_years
    from {{ ref('int_targets') }} as targets
    inner join {{ ref('int_documents') }} as documents on targets.document_id = documents.document_id
    inner join {{ ref('dim_periods') }} as deadlines on targets.period_id = deadlines.period_id
    inner join {{ ref('stg_tasks') }} as tasks on targets.task_id = tasks.task_id
    inner join {{ ref('dim_periods') }} as plan_periods on tasks.period_id = plan_periods.period_id
    where
        targets.is_firm and targets.kind in ('count', 'level') and targets.comparator in ('>=', '>', '=')
        and documents.superseded_by is null
),

-- What is linked, both ways round: each way one of the two is the later.
links as (
    select
        target_id as later_id,
        other_target_id as earlier_id,
        link_score,
        same_period,
        same_family
    from {{ ref('stg_target_links') }}
    union all
    select
        other_target_id,
        target_id,
        link_score,
        same_period,
        same_family
    from {{ ref('stg_target_links') }}
),

-- A goal for several years that a later document sets below what was promised before, for no later a day. Links stay in
-- one jurisdiction; saying so once more gives the two sides an equality, whatever order they are joined in.
goals as (
    select
        earlier.target_id as earlier_id,
        later.target_id as later_id,
        'goal' as sort
    from links
    inner join targets as later on links.later_id = later.target_id
    inner join targets as earlier
        on links.earlier_id = earlier.target_id and later.jurisdiction = earlier.jurisdiction
    where
        links.link_score >= {{ var('same_indicator') }}
        and (later.deadline, later.documented_on, later.target_id)
        > (earlier.deadline, earlier.documented_on, earlier.target_id)
        and later.window_years > 1 and not later.is_annual
        and links.same_family
        and later.value < earlier.value
        and later.documented_on >= earlier.documented_on
        and not (links.same_period)
),

-- So much a year, for so many years, is more or less than the total that the same task promises.
totals as (
    select
        yearly.target_id as earlier_id,
        total.target_id as later_id,
        'total' as sort
    from targets as yearly
    inner join targets as total
        on
            yearly.task_id = total.task_id
            and yearly.indicator = total.indicator
            and yearly.unit is not distinct from total.unit
            and yearly.is_annual and not total.is_annual
            and yearly.scope is not distinct from total.scope
    where total.window_years > 1 and yearly.value * total.window_years < total.value
),

-- A year's promise below the year's share of the goal that runs over it.
shares as (
    select
        goal.target_id as earlier_id,
        yearly.target_id as later_id,
        'share' as sort
    from links
    inner join targets as goal on links.earlier_id = goal.target_id
    inner join targets as yearly on links.later_id = yearly.target_id and goal.jurisdiction = yearly.jurisdiction
    where
        goal.window_years > 1 and not goal.is_annual
        and yearly.window_years = 1
        and links.link_score >= {{ var('same_goal') }}
        and not links.same_period
        and links.same_family
        and goal.names_years
        and yearly.value * goal.window_years < goal.value
        and yearly.value * goal.window_years >= goal.value * {{ var('least_share') }}
),

-- A later document brings the same thing less far, by a day no earlier.
stages as (
    select
        promises.*,
        promises.stage_rank as rank,
        documents.title,
        documents.doc_number,
        documents.documented_on,
        deadlines.end_date as deadline
    from {{ ref('int_promises') }} as promises
    inner join {{ ref('int_documents') }} as documents on promises.document_id = documents.document_id
    inner join {{ ref('dim_periods') }} as deadlines on promises.period_id = deadlines.period_id
    where promises.is_firm and promises.kind = 'milestone' and documents.superseded_by is null
),

lowered_stages as (
    select
        arg_min(later.period_id, later.target_id) as period_id,
        arg_min(later.task_id, later.target_id) as task_id,
        string_agg(distinct earlier.thing, '、' order by earlier.thing) as things,
        min(later.target_id) as target_id,
        min(earlier.target_id) as earlier_id,
        min(earlier.doc_number) as earlier_number,
        min(earlier.title) as earlier_title,
        min(later.doc_number) as later_number,
        min(later.title) as later_title
    from links
    inner join stages as later on links.later_id = later.target_id
    inner join stages as earlier on links.earlier_id = earlier.target_id
    where
        links.same_period and later.rank < earlier.rank
        and (later.documented_on, later.target_id) > (earlier.documented_on, earlier.target_id)
    group by earlier.task_id, later.document_id
),

lowered as (
    select * from goals
    union all
    select * from totals
    union all
    select * from shares
)

select
    'lowered' as kind,
    case lowered.sort when 'goal' then 'high' when 'total' then 'medium' else 'low' end as severity,
    later.period_id,
    later.task_id,
    later.target_id,
    null::varchar as progress_id,
    earlier.target_id as subject_id,
    case lowered.sort
        when 'goal'
            then '目标调低：“' || later.indicator || '”' || coalesce(earlier.doc_number, earlier.title) || '为'
                || {{ quantity('earlier.value', 'earlier.unit') }} || '（' || year(earlier.deadline) || '年），'
                || coalesce(later.doc_number, later.title) || '为' || {{ quantity('later.value', 'later.unit') }}
                || '（' || year(later.deadline) || '年）。'
        when 'total'
            then '分年之和小于总量：每年' || {{ quantity('earlier.value', 'earlier.unit') }} || '，' || later.window_years
                || '年合计' || {{ quantity('earlier.value * later.window_years', 'earlier.unit') }} || '，低于总目标'
                || {{ quantity('later.value', 'later.unit') }} || '。'
        else
            '年度承诺低于总目标年均数：' || earlier.window_years || '年' || {{ quantity('earlier.value', 'earlier.unit') }}
            || '，年均' || {{ quantity('earlier.value / earlier.window_years', 'earlier.unit') }} || '，本年承诺'
            || {{ quantity('later.value', 'later.unit') }} || '。'
    end as detail,
    {{ cite('later') }},
    {{ cite_against('earlier') }}
from lowered
inner join targets as earlier on lowered.earlier_id = earlier.target_id
inner join targets as later on lowered.later_id = later.target_id
union all
select
    'lowered' as kind,
    'high' as severity,
    lowered_stages.period_id,
    lowered_stages.task_id,
    lowered_stages.target_id,
    null::varchar as progress_id,
    lowered_stages.earlier_id as subject_id,
    '承诺降格：' || lowered_stages.things || '，' || coalesce(lowered_stages.earlier_number, lowered_stages.earlier_title)
    || '为“' || earlier.quote || '”，' || coalesce(lowered_stages.later_number, lowered_stages.later_title)
    || '为“' || later.quote || '”。' as detail,
    {{ cite('later') }},
    {{ cite_against('earlier') }}
from lowered_stages
inner join stages as later on lowered_stages.target_id = later.target_id
inner join stages as earlier on lowered_stages.earlier_id = earlier.target_id
