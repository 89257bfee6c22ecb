{{ config(materialized='ephemeral') }}

-- The verdict on a promise without a number in one sentence, made last, from columns.
with verdicts as (
    select * from {{ ref('int_promise_results') }}
),

-- What a row whose task promises this one thing says is about it, in whatever words.
only_promises as (
    select coalesce(task_id, progress_id) as owner_id
    from (
        select
            task_id,
            progress_id
        from {{ ref('int_targets') }}
        union all
        select
            task_id,
            progress_id
        from {{ ref('int_promises') }}
    ) as promised
    group by coalesce(task_id, progress_id)
    having count(*) = 1
),

owners as (
    select
        promises.target_id,
        coalesce(only_promises.owner_id is not null, false) as is_only
    from {{ ref('int_promises') }} as promises
    left join only_promises on coalesce(promises.task_id, promises.progress_id) = only_promises.owner_id
),

labels as (
    select
        vocabulary,
        code,
        label_zh
    from {{ ref('vocabulary') }}
),

described as (
    select
        verdicts.*,
        owners.is_only,
        verdict_labels.label_zh as verdict_label,
        {{ quoted('verdicts.thing') }} as thing_text,
        {{ quoted('verdicts.actual_quote') }} as actual_text,
        promised.label_zh as promised_text,
        reached.label_zh as reached_text,
        {{ plain_number('verdicts.own_value') }} || '%' as own_text,
        {{ plain_number('verdicts.other_value') }} || '%' as other_text
    from verdicts
    inner join owners on verdicts.target_id = owners.target_id
    inner join labels as verdict_labels
        on verdicts.verdict = verdict_labels.code and verdict_labels.vocabulary = 'verdict'
    left join labels as promised on verdicts.stage = promised.code and promised.vocabulary = 'stage'
    left join labels as reached on verdicts.reached_stage = reached.code and reached.vocabulary = 'stage'
),

reasoned as (
    select
        *,
        case
            when kind = 'relative' and is_kept is not null and not says_impossible
                then thing_text || '为' || own_text || '，' || against || '为' || other_text
                    || case when is_kept then '，符合承诺。' else '，未达到承诺。' end
            when kind = 'relative' and says_impossible
                then explanation
                    || case direction
                        when 'rank' then '未达到承诺（' || against || '）。'
                        when 'clearance' then '尚未清零。'
                        else '与承诺的方向相反。'
                    end
            when kind = 'relative' and machine_verdict = 'met' then explanation
            when direction = 'coverage' and own_value is not null
                then thing_text || '已达' || own_text || '，尚未全覆盖。'
            when kind = 'relative' and direction in ('coverage', 'clearance')
                then '报告没有说明' || thing_text || case direction when 'coverage' then '是否全覆盖。' else '是否清零。' end
            when kind = 'relative' and direction in ('rank', 'first')
                then '报告没有说明' || thing_text || '的位次（承诺' || against || '）。'
            when kind = 'relative' then '报告没有给出' || missing || '，无法与“' || against || '”比较。'
            when actual_id is null and is_mentioned
                then '报告提到' || thing_text || '，没有说明进展到哪一步（承诺' || promised_text || '）。'
            when actual_id is null and is_touched and is_only
                then '报告说到相关工作，没有说明' || thing_text || '进展到哪一步（承诺' || promised_text || '）。'
            when actual_id is null then '报告没有提到' || thing_text || '（承诺' || promised_text || '）。'
            when says_impossible then '报告称' || actual_text || '，' || thing_text || '无法按承诺' || promised_text || '。'
            when
                machine_verdict = 'met' and basis = 'claimed'
                then '报告称' || actual_text || '，按自述计' || thing_text || '已' || promised_text || '。'
            when machine_verdict = 'met'
                then thing_text || '已' || promised_text || '：' || actual_text
                    || case when reached_on > deadline then '，晚于承诺的' || deadline || '。' else '。' end
            when is_out_of_period and is_reached
                then thing_text || '：' || actual_text || '不在报告期内，期末尚未' || promised_text || '。'
            else
                case when machine_verdict = 'behind' then '期限已到，' else '' end
                || thing_text || '承诺' || promised_text || '，报告为'
                || coalesce(reached_text, '在办') || '：' || actual_text || '。'
        end as sentence
    from described
),

elsewhere as (
    select * from reasoned
    where is_elsewhere
    qualify row_number() over (
            partition by target_id, report_document_id order by verdict = 'unknown', row_no, progress_id
        ) = 1
)

select
    reasoned.*,
    case
        when reasoned.is_elsewhere then '见第' || reasoned.row_no || '行：' || reasoned.sentence
        when elsewhere.target_id is not null
            then '本行' || reasoned.sentence || '另见第' || elsewhere.row_no || '行：' || elsewhere.sentence
        else reasoned.sentence
    end as reason
from reasoned
left join elsewhere
    on
        reasoned.target_id = elsewhere.target_id
        and reasoned.report_document_id = elsewhere.report_document_id
        and not reasoned.is_elsewhere
