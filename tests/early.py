"""Loaded before everything else (`-p tests.early`): gives this pytest run a data folder and a database.

The settings are read while pytest starts, so the address must be in the environment before that. The
process that the person started runs one cluster; the workers of pytest-xdist inherit its address and make
one database each.
`MOTCUA_TEST_DATABASE_URL` names a server to use instead.
"""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from launch.postgres import Cluster, embedded_url  # noqa: E402

WORKER = "PYTEST_XDIST_WORKER" in os.environ
KEPT = {"MOTCUA_TEST_DATABASE_URL", "MOTCUA_TEST_HOME", "MOTCUA_TEST_PICTURES"}
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "log_min_duration_statement": "-1",
}


def _prepare() -> None:
    """A fresh data folder; nothing of the developer's own installation reaches the tests."""
    for name in [n for n in os.environ if n.startswith("MOTCUA_") and n not in KEPT]:
        del os.environ[name]
    os.environ.pop("PORT", None)
    home = Path(tempfile.mkdtemp(prefix="motcua-test-"))
    home.chmod(0o711)
    os.environ["MOTCUA_TEST_HOME"] = os.environ["MOTCUA_HOME"] = str(home)
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    os.environ["DATABASE_URL"] = os.environ.get("MOTCUA_TEST_DATABASE_URL") or embedded_url(home)


def _prepare_worker() -> None:
    """Files and keys of its own beside its own database: what another worker writes is not counted here."""
    home = Path(os.environ["MOTCUA_TEST_HOME"]) / os.environ["PYTEST_XDIST_WORKER"]
    home.mkdir(mode=0o711, exist_ok=True)
    os.environ["MOTCUA_HOME"] = str(home)


_prepare_worker() if WORKER else _prepare()


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    if WORKER or "MOTCUA_TEST_DATABASE_URL" in os.environ or config.option.collectonly:
        return
    cluster = Cluster(Path(os.environ["MOTCUA_TEST_HOME"]), FAST)
    cluster.start()
    config.add_cleanup(cluster.stop)
