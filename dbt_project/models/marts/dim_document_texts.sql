select
    document_id,
    text,
    length(text) as char_count
from {{ ref('stg_texts') }}
