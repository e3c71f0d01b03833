"""The program stops when it is told to, also while a page is open."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from corpus.settings import ROOT


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_an_open_page_does_not_hold_up_the_end(tmp_path: Path, told: signal.Signals) -> None:
    command = [sys.executable, "app.py", "--port", "0", "--index", str(tmp_path)]
    environ = {**os.environ, "INDEX_DIR": str(tmp_path)}
    with subprocess.Popen(
        command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as app:
        assert app.stdout is not None
        address = app.stdout.readline().split()[-1]
        with httpx.stream("GET", f"{address}/gradio_api/heartbeat/een-open-bladzijde", timeout=60) as beating:
            next(beating.iter_raw())
            app.send_signal(told)
            app.wait(timeout=60)  # not a limit on speed: without the setting it never ends
        assert app.stderr is not None
        said = app.stderr.read()
        assert "Traceback" not in said
        assert "ERROR" not in said
