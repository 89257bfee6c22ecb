select distinct
    progress.period_id,
    periods.label_zh as period_label,
    periods.end_date as period_end,
    periods.time_share::double as time_share,
    progress.jurisdiction
from marts.fct_progress as progress
inner join marts.dim_documents as reports on progress.document_id = reports.document_id
inner join marts.dim_periods as periods on progress.period_id = periods.period_id
where reports.superseded_by is null
order by period_end desc, progress.period_id, progress.jurisdiction
