"""What every test may use, and the account of what did not run."""

import contextlib
import multiprocessing
import os
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parent.parent
COMPULSORY = os.environ.get("HITOTSU_E2E") == "1"
NO_DATA = "the recorded performances are not here (HITOTSU_DATA names their folder)"

settings.register_profile(
    "ci", derandomize=True, deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("search", deadline=None, max_examples=1000)
settings.load_profile("ci")  # the same examples everywhere; --hypothesis-profile=search looks for new ones

_not_run: Counter[str] = Counter()
_files_not_run: Counter[str] = Counter()


@pytest.fixture(scope="session", autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory):
    """Keep the tests out of the player's own folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HITOTSU_HOME", str(tmp_path_factory.mktemp("home")))
        patch.setenv("PYGAME_HIDE_SUPPORT_PROMPT", "1")
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder that holds pyproject.toml."""
    return ROOT


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """Real performances, which are not part of the project: tests on them are skipped where they are absent."""
    folder = Path(os.environ.get("HITOTSU_DATA") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip(NO_DATA)
    return folder


@pytest.fixture(scope="session")
def pool():
    """Every processor, for tests that judge many duets: what it maps must be a function of a module."""
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as workers:
        yield workers


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item):
    """Let a system part that is missing fail its tests where HITOTSU_E2E=1 promises that it is there."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        reason = _reason(report.longrepr)
        if COMPULSORY and item.get_closest_marker("e2e") and reason != NO_DATA:
            report.outcome = "failed"
            report.longrepr = f"{item.nodeid} was skipped though HITOTSU_E2E=1 makes it compulsory: {reason}"
        else:
            _not_run[reason] += 1
    return report


def pytest_collectreport(report: pytest.CollectReport):
    """Count a file that skipped itself as a whole."""
    if report.skipped:
        _files_not_run[_reason(report.longrepr)] += 1


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]):
    """Give all that happens in real time to one worker, which has it to itself (with -n 2 the other one computes)."""
    for item in filter(_in_real_time, items):
        item.add_marker(pytest.mark.xdist_group("real_time"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item):
    """Let what computes give way to what waits for a stroke or a picture beside it."""
    if "PYTEST_XDIST_WORKER" in os.environ and hasattr(os, "SCHED_IDLE"):
        with contextlib.suppress(PermissionError):
            os.sched_setscheduler(0, os.SCHED_OTHER if _in_real_time(item) else os.SCHED_IDLE, os.sched_param(0))
    return (yield)


def _in_real_time(item: pytest.Item) -> bool:
    return any(item.get_closest_marker(name) for name in ("e2e", "real_time"))


def _reason(longrepr: object) -> str:
    text = longrepr[2] if isinstance(longrepr, tuple) else str(longrepr)
    return " ".join(text.removeprefix("Skipped: ").split())


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session: pytest.Session):
    """Say in the run's last line what did not run and why."""
    worker = getattr(session.config, "workeroutput", None)
    if worker is not None:  # sent off while the others' turn comes
        worker["not_run"], worker["files_not_run"] = dict(_not_run), dict(_files_not_run)
    yield
    told = "; ".join(f"{count} because {reason}" for reason, count in (_not_run + _files_not_run).most_common())
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None:
        reporter.write_line(f"Not run: {told or 'nothing'}.")


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    """Take over a worker's account; every worker has met the same files."""
    told = getattr(node, "workeroutput", {})
    _not_run.update(told.get("not_run", {}))
    _files_not_run.update(Counter(told.get("files_not_run", {})) - _files_not_run)
