"""When the sensors start a run, and what they say when they do not."""

from __future__ import annotations

import dataclasses

import dagster as dg
import pytest

from pipeline.assets import automation
from pipeline.assets.automation import JUDGE_JOB, MOST_TRIES, READ_JOB, build_sensors
from pipeline.settings import Settings

STATUS = dg.DagsterRunStatus


@pytest.fixture
def settings(tmp_path) -> Settings:
    raw = tmp_path / "raw"
    (raw / "岚屿市").mkdir(parents=True)
    (raw / "岚屿市" / "甲.txt").write_text("岚屿市2023年重点工作", "utf-8")
    base = Settings.from_environment()
    return dataclasses.replace(base, raw_dir=raw, data_dir=tmp_path / "data")


def look(settings: Settings, instance: dg.DagsterInstance) -> dg.RunRequest | dg.SkipReason:
    sensor = build_sensors(settings)[0]
    found = sensor(dg.build_sensor_context(instance=instance))
    assert isinstance(found, dg.RunRequest | dg.SkipReason)
    return found


def tried(instance: dg.DagsterInstance, request: dg.RunRequest, status: dg.DagsterRunStatus) -> None:
    instance.add_run(dg.DagsterRun(job_name=READ_JOB, tags=dict(request.tags), status=status))


def test_a_failed_read_is_tried_again_and_not_for_ever(settings):
    with dg.instance_for_test() as instance:
        keys = set()
        for _ in range(MOST_TRIES):
            request = look(settings, instance)
            assert isinstance(request, dg.RunRequest)
            keys.add(request.run_key)
            tried(instance, request, STATUS.FAILURE)
        assert len(keys) == MOST_TRIES
        skipped = look(settings, instance)
        assert isinstance(skipped, dg.SkipReason) and "by hand" in str(skipped.skip_message)


@pytest.mark.parametrize(("status", "says"), [(STATUS.STARTED, "is at it"), (STATUS.SUCCESS, "documents_read")])
def test_content_that_is_being_read_or_was_read_waits_with_its_reason(settings, status, says):
    with dg.instance_for_test() as instance:
        request = look(settings, instance)
        assert isinstance(request, dg.RunRequest)
        tried(instance, request, status)
        skipped = look(settings, instance)
        assert isinstance(skipped, dg.SkipReason) and says in str(skipped.skip_message)


def test_a_document_that_comes_while_others_are_judged_waits_for_that_release(settings):
    """Fails if the sensor starts a second reading that the release under way makes a third of."""
    with dg.instance_for_test() as instance:
        request = look(settings, instance)
        assert isinstance(request, dg.RunRequest)
        tried(instance, request, STATUS.SUCCESS)
        instance.add_run(dg.DagsterRun(job_name=JUDGE_JOB, tags=dict(request.tags), status=STATUS.STARTED))
        (settings.raw_dir / "岚屿市" / "乙.txt").write_text("岚屿市2023年民生实事", "utf-8")
        skipped = look(settings, instance)
        assert isinstance(skipped, dg.SkipReason) and "(judge) is at it" in str(skipped.skip_message)


def test_a_failed_judge_is_tried_again_and_not_for_ever(settings):
    with dg.instance_for_test() as instance:
        request = look(settings, instance)
        assert isinstance(request, dg.RunRequest)
        tried(instance, request, STATUS.SUCCESS)
        keys = set()
        for _ in range(MOST_TRIES):
            quarter = {automation.PARTITION_TAG: "2023-Q3"}
            failed = dg.DagsterRun(job_name=JUDGE_JOB, tags={**request.tags, **quarter}, status=STATUS.FAILURE)
            instance.add_run(failed)
            again = look(settings, instance)
            if isinstance(again, dg.RunRequest):
                assert (again.job_name, again.partition_key) == (JUDGE_JOB, "2023-Q3")
                keys.add(again.run_key)
        assert len(keys) == MOST_TRIES - 1
        assert isinstance(again, dg.SkipReason) and "judge failed 3 times" in str(again.skip_message)


def test_content_seen_before_another_release_is_read_again(settings, monkeypatch):
    with dg.instance_for_test() as instance:
        first = look(settings, instance)
        assert isinstance(first, dg.RunRequest)
        tried(instance, first, STATUS.SUCCESS)
        other = {"content_hash": "other", "period_id": "2023-Q3", "release_key": "later"}
        monkeypatch.setattr(automation, "read_release", lambda _: other)
        again = look(settings, instance)
        assert isinstance(again, dg.RunRequest) and again.run_key != first.run_key


def test_what_is_released_starts_nothing(settings, monkeypatch):
    with dg.instance_for_test() as instance:
        request = look(settings, instance)
        assert isinstance(request, dg.RunRequest)
        same = {"content_hash": request.tags[automation.CONTENT_TAG], "period_id": "2023-Q3", "release_key": "same"}
        monkeypatch.setattr(automation, "read_release", lambda _: same)
        skipped = look(settings, instance)
        assert isinstance(skipped, dg.SkipReason) and "nothing new" in str(skipped.skip_message)


def test_a_failed_run_is_told_with_its_cause_but_for_those_that_told_themselves(settings, monkeypatch):
    told = []
    monkeypatch.setattr(automation, "tell_failed", lambda _, problem, run_id: told.append((problem, run_id)))

    @dg.op
    def breaks():
        raise dg.Failure("models do not build")

    @dg.job(name="judge")
    def judge():
        breaks()

    sensor = build_sensors(settings)[2]
    with dg.instance_for_test() as instance:
        for tags in ({}, automation.MADE_BY_HAND):
            result = judge.execute_in_process(instance=instance, raise_on_error=False, tags=tags)
            event = result.get_run_failure_event() if hasattr(result, "get_run_failure_event") else None
            event = event or next(e for e in result.all_events if e.is_failure and not e.is_step_event)
            context = dg.build_run_status_sensor_context(
                "failed_runs", dagster_event=event, dagster_instance=instance, dagster_run=result.dagster_run
            ).for_run_failure()
            sensor(context)
    ((problem, run_id),) = told
    assert "models do not build" in problem and run_id
