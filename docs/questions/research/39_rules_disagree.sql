-- 各规则对同一批结果分别判多少滞后？
-- How many targets does each published rule find behind?
select
    rule.name,
    count(*) filter (where verdict.is_applicable) as in_scope,
    count(*) filter (where verdict.verdict = 'met') as met,
    count(*) filter (where verdict.verdict = 'on_pace') as on_pace,
    count(*) filter (where verdict.verdict = 'behind') as behind
from marts.fct_rule_verdicts as verdict
inner join marts.dim_rules as rule on verdict.rule_id = rule.rule_id
where verdict.period_id = '2023-Q3'
group by rule.rule_id, rule.name
order by behind desc, rule.rule_id asc
