-- Two documents of a jurisdiction promise different values of one indicator for one period.
with links as (
    select * from {{ ref('stg_target_links') }}
    where same_period and not same_value and link_score >= {{ var('same_indicator') }}
),

targets as (
    select
        targets.*,
        documents.jurisdiction,
        documents.title,
        documents.doc_number,
        documents.documented_on,
        documents.superseded_by
    from {{ ref('int_targets') }} as targets
    inner join {{ ref('int_documents') }} as documents on targets.document_id = documents.document_id
    where targets.is_firm
)

select
    'contradiction' as kind,
    later.period_id,
    later.task_id,
    later.target_id,
    null::varchar as progress_id,
    earlier.target_id as subject_id,
    '同一指标“'
    || later.indicator
    || '”同一期限，'
    || coalesce(earlier.doc_number, earlier.title)
    || '为'
    || {{ quantity('earlier.value', 'earlier.unit') }}
    || '，'
    || coalesce(later.doc_number, later.title)
    || '为'
    || {{ quantity('later.value', 'later.unit') }}
    || '。' as detail,
    {{ cite('later') }},
    {{ cite_against('earlier') }}
from links
inner join targets as one on links.target_id = one.target_id
inner join targets as other on links.other_target_id = other.target_id
inner join targets as later
    on
        later.target_id in (one.target_id, other.target_id)
        and (later.documented_on, later.target_id)
        = greatest((one.documented_on, one.target_id), (other.documented_on, other.target_id))
inner join targets as earlier
    on earlier.target_id in (one.target_id, other.target_id) and later.target_id != earlier.target_id
where
    one.jurisdiction = other.jurisdiction
    and one.document_id != other.document_id
    and one.superseded_by is null
    and other.superseded_by is null
