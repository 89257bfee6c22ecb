"""Everything Dagster knows of this project. Assembles, decides nothing."""

from __future__ import annotations

from pipeline.lean import lean_imports

with lean_imports():
    import dagster as dg

    from pipeline.assets.automation import JOBS, build_sensors, quarterly
    from pipeline.assets.documents import build_document_assets, build_document_checks
    from pipeline.assets.models import build_warehouse_assets
    from pipeline.assets.presented import presented
    from pipeline.assets.publication import build_publication
    from pipeline.assets.quality import build_quality_checks, build_quality_results
    from pipeline.assets.run_tables import build_run_assets
    from pipeline.assets.terminal import LOGGER, terminal_logger
    from pipeline.assets.watching import build_watching, daily_watch, watch_job
    from pipeline.settings import Settings, set_tool_switches


def build_definitions(settings: Settings) -> dg.Definitions:
    """The definitions over one set of directories."""
    set_tool_switches(settings)
    return dg.Definitions(
        assets=presented(
            [
                *build_document_assets(settings),
                *build_run_assets(settings),
                *build_warehouse_assets(settings),
                *build_quality_results(settings),
                *build_publication(settings),
                *build_watching(settings),
            ]
        ),
        asset_checks=[*build_document_checks(settings), *build_quality_checks(settings)],
        jobs=[*JOBS, watch_job],
        schedules=[quarterly, daily_watch],
        sensors=build_sensors(settings),
        loggers={LOGGER: terminal_logger, "console": dg.colored_console_logger},
        executor=dg.in_process_executor,
    )


defs = build_definitions(Settings.from_environment())
