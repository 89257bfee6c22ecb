-- What people corrected in this place, those first that no longer fit.
select * from marts.fct_corrections
where jurisdiction = $jurisdiction and $period_id is not null
order by status = 'applied', entry_no
