with rules as (
    select * from {{ ref('rules') }}
),

bands as (
    select
        rule_id,
        string_agg(label, ' < ' order by band_no) as classes,
        string_agg({{ plain_number('lower_bound') }}, ' < ' order by band_no) as thresholds
    from {{ ref('rule_bands') }}
    group by rule_id
)

select
    rules.rule_id,
    rules.name,
    rules.name_en,
    rules.source,
    rules.source_url,
    rules.scope,
    rules.scope_list_type,
    rules.scope_aggregation,
    rules.metric,
    rules.paces_by,
    rules.judges_shares_by,
    rules.due_month,
    bands.classes,
    bands.thresholds,
    rules.met_label,
    rules.unmet_label,
    rules.unknown_label,
    rules.are_thresholds_published,
    rules.is_default
from rules
inner join bands on rules.rule_id = bands.rule_id
