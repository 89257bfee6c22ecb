-- Every target beside every progress row, judged under every rule in whose scope it falls.
with facts as (
    select * from {{ ref('int_target_progress') }}
),

rules as (
    select * from {{ ref('rules') }}
),

bands as (
    select * from {{ ref('rule_bands') }}
),

in_scope as (
    select
        facts.*,
        rules.rule_id,
        rules.metric,
        rules.paces_by,
        rules.met_label,
        rules.unmet_label,
        rules.unknown_label,
        -- A light or card that its office gives to cumulative targets only says nothing of the rest.
        rules.scope_aggregation is null or facts.accrues as is_applicable,
        -- Some rules hold a share against pace like any other number; some want the work done before the year ends.
        facts.accrues or (
            rules.judges_shares_by = 'pace' and facts.kind = 'share'
            and facts.comparator in ('>=', '>', '=', 'between') and facts.value > 0
        ) as is_paced,
        make_date(year(facts.deadline), 12, 31) as year_end,
        least(facts.deadline, year_due.date) as due_date,
        case rules.paces_by when 'deadline' then least(facts.deadline, year_due.date) else year_due.date end as pace_end
    from facts
    inner join rules on facts.list_type = rules.scope_list_type or rules.scope_list_type is null
    cross join lateral (
        select last_day(make_date(year(facts.deadline), coalesce(rules.due_month, 12), 1)) as date
    ) as year_due
),

paced as (
    select
        *,
        {{ share_gone('window_start', 'as_of', 'year_end') }} as time_share,
        {{ share_gone('window_start', 'as_of', 'pace_end') }} as rule_share
    from in_scope
),

measured as (
    select
        *,
        case
            when as_of >= due_date then 1
            when paces_by = 'deadline' then coalesce(step_share, rule_share)
            else rule_share
        end as pace_due,
        case
            when actual_low is not null and converts then {{ share('actual_low', 'value') }}
            when actual_low is null and stated_percent is not null then {{ share('stated_percent', 100) }}
        end as ratio,
        case
            when claim in ('target_met', 'done') and actual_low is null then true
            when actual_low is null then stated_percent >= 100
            else
                {{ satisfies('actual_low', 'comparator', 'value', 'value_high') }}
                and {{ satisfies('actual_high', 'comparator', 'value', 'value_high') }}
        end as is_satisfied
    from paced
),

scored as (
    select
        *,
        case when is_paced then ratio - pace_due end as pace_gap,
        case metric
            -- Before its window opens nothing is due: whatever is reported is on pace.
            when 'ratio_to_pace' then case when pace_due > 0 then {{ share('ratio', 'pace_due') }} else 1 end
            when 'points_from_pace' then ratio - pace_due
            when 'completion' then ratio
        end as score
    from measured
),

banded as (
    select
        scored.target_id,
        scored.progress_id,
        scored.rule_id,
        arg_max(bands.verdict, bands.band_no) as band_verdict,
        arg_max(bands.label, bands.band_no) as band_label
    from scored
    inner join bands
        on
            scored.rule_id = bands.rule_id
            and (
                bands.lower_bound is null
                or scored.score > bands.lower_bound
                or (bands.is_inclusive and scored.score = bands.lower_bound)
            )
    where scored.ratio is not null
    group by scored.target_id, scored.progress_id, scored.rule_id
),

judged as (
    select
        scored.*,
        case
            when not scored.is_applicable then 'unknown'
            when scored.is_satisfied then 'met'
            when scored.is_satisfied is null or (scored.actual_low is not null and not scored.converts) then 'unknown'
            when scored.is_unpaced then 'unknown'
            when scored.as_of >= scored.due_date then 'behind'
            when scored.is_paced or scored.stated_percent is not null then banded.band_verdict
            else 'behind'
        end as verdict,
        banded.band_label
    from scored
    left join banded
        on
            scored.target_id = banded.target_id
            and scored.progress_id = banded.progress_id
            and scored.rule_id = banded.rule_id
)

select
    target_id,
    progress_id,
    rule_id,
    period_id,
    actual_id,
    claim_id,
    list_type,
    is_firm,
    is_elsewhere,
    is_applicable,
    is_paced,
    window_start,
    due_date,
    as_of,
    ratio,
    time_share::decimal(28, 6) as time_share,
    pace_due::decimal(28, 6) as pace_due,
    pace_gap::decimal(28, 6) as pace_gap,
    verdict,
    case
        when not is_applicable then '不适用'
        when verdict = 'met' then met_label
        when verdict = 'unknown' then unknown_label
        when is_paced or stated_percent is not null then band_label
        else unmet_label
    end as verdict_label,
    basis
from judged
