"""``make ui``: the Dagster UI and its daemon, for this machine alone; ``web`` or ``daemon`` is one of the two.

The web server listens on the loopback address and answers only requests that name this machine as their host: a page
of the internet that points its own name at 127.0.0.1 gets no answer.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import Any

from pipeline.settings import REPOSITORY, Settings, make_dagster_home, set_tool_switches

HOST, PORT = "127.0.0.1", 3000
NAMES = ("localhost", HOST)


def main(part: str = "both") -> int:
    """Serve until interrupted; the daemon (schedules, sensors, queue) ends with the server, unless it stands alone."""
    settings = Settings.from_environment()
    set_tool_switches(settings)
    make_dagster_home(settings.dagster_home)
    workspace = str(REPOSITORY / "workspace.yaml")
    command = [sys.executable, "-m", "dagster._daemon", "run", "-w", workspace]
    if part == "daemon":
        os.chdir(REPOSITORY)
        os.execv(command[0], command)
    if part == "web":
        _serve(workspace)
        return 0
    # The server ends on SIGTERM by raising it again: without a handler the daemon would stay behind, alone.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    daemon = subprocess.Popen(command, cwd=REPOSITORY)
    try:
        _serve(workspace)
    finally:
        daemon.terminate()
        daemon.wait()
    return 0


def _serve(workspace: str) -> None:
    import dagster as dg
    import uvicorn
    from dagster._core.workspace.context import WorkspaceProcessContext
    from dagster._core.workspace.load_target import WorkspaceFileTarget
    from dagster_webserver.app import create_app_from_workspace_process_context

    with (
        dg.DagsterInstance.get() as instance,
        WorkspaceProcessContext(instance, WorkspaceFileTarget([workspace])) as context,
    ):
        print(f"the Dagster UI is on http://localhost:{PORT} (Ctrl-C ends it)", flush=True)
        application = guarded(create_app_from_workspace_process_context(context))
        uvicorn.run(application, host=HOST, port=PORT, log_level="warning")


def guarded(app: Any) -> Any:
    """The web application, closed to requests that name another host than this machine."""
    from starlette.middleware.trustedhost import TrustedHostMiddleware

    return TrustedHostMiddleware(app, allowed_hosts=list(NAMES))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
