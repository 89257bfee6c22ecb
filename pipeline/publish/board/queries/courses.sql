-- Where a target was judged in several reports of the same plan up to this one.
select
    judgements.target_id,
    judgements.period_id,
    judgements.period_label,
    judgements.period_end,
    judgements.ratio_double as ratio,
    judgements.pace_due::double as pace_due,
    judgements.actual_text,
    judgements.verdict
from marts.rpt_judgements as judgements
inner join marts.dim_periods as page on page.period_id = $period_id
where
    judgements.jurisdiction = $jurisdiction
    and judgements.period_end <= page.end_date
    and judgements.ratio is not null
qualify
    count(distinct judgements.period_id) over (partition by judgements.target_id) > 1
    and row_number() over (
        partition by judgements.target_id, judgements.period_id order by judgements.progress_id
    ) = 1
order by judgements.target_id, judgements.period_end
