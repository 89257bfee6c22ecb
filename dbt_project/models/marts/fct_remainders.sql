select
    document_id,
    position,
    treatment,
    text,
    source_page,
    char_start,
    char_end
from {{ ref('stg_remainders') }}
