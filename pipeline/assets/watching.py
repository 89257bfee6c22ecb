"""The watch list as an asset: off until somebody writes a watch.yml and switches its schedule on, or runs it."""

import dagster as dg

from pipeline.assets.keys import WATCHED
from pipeline.assets.previews import preview
from pipeline.settings import Settings
from pipeline.watch.look import lines, look

WATCH_JOB = "watch"

watch_job = dg.define_asset_job(
    WATCH_JOB,
    dg.AssetSelection.assets(WATCHED),
    description="Look for new documents at the addresses of raw/<jurisdiction>/watch.yml.",
    executor_def=dg.in_process_executor,
)

daily_watch = dg.ScheduleDefinition(
    name="daily_watch",
    job=watch_job,
    cron_schedule="30 6 * * *",
    execution_timezone="Asia/Shanghai",
    default_status=dg.DefaultScheduleStatus.STOPPED,
    description="Off by default: looks at the watch lists every morning; the sensor raw_documents reads what is found.",
)


def build_watching(settings: Settings) -> list[dg.AssetsDefinition]:
    """The asset that looks at the web; nothing depends on it, so no refresh waits for the web."""

    @dg.asset(key=WATCHED, group_name="raw", kinds={"web"})
    def watched(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
        """What the pages and addresses of raw/<jurisdiction>/watch.yml gave: new documents and new versions."""
        seen = look(settings)
        for line in lines(seen):
            context.log.info(line)
        rows = [(one.folder, one.file_name, one.what, one.url) for one in seen]
        new = sum(one.file_name is not None for one in seen)
        table = preview(["folder", "file", "what", "address"], rows)
        return dg.MaterializeResult(metadata={"new or changed": new, "seen": table})

    return [watched]
