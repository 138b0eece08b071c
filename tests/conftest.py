"""What every test can rely on: a clean environment, no network, and the same random cases in continuous integration.

Knows nothing of the tool under test.
"""

import os
import socket
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# Slow machines must not decide whether a law holds.
settings.register_profile("dev", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("dev"), derandomize=True, database=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")

REQUIRE_ALL = os.environ.get("ETHICSLINT_REQUIRE_ALL") == "1"


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure where everything is required; an expected failure stays one."""
    if REQUIRE_ALL and report.outcome == "skipped" and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{reason}\nETHICSLINT_REQUIRE_ALL=1 asks for every test, so this skip counts as a failure."


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _refuse_skip(report)
    return report


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout that the tests belong to."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session", autouse=True)
def clean_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test sees the person's settings or a surrounding git hook, and none writes to the person's cache."""
    home = tmp_path_factory.mktemp("home")
    git_config = home / "gitconfig"
    git_config.write_text(
        "[user]\nname = A Tester\nemail = tester@example.org\n[init]\ndefaultBranch = main\n[safe]\ndirectory = *\n",
        encoding="utf-8",
    )
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(("GIT_", "GITHUB_", "ETHICSLINT_")) or name in (
                "NO_COLOR",
                "FORCE_COLOR",
                "CLICOLOR_FORCE",
            ):
                patch.delenv(name)
        patch.setenv("GIT_CONFIG_GLOBAL", str(git_config))
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        patch.setenv("ETHICSLINT_CACHE_DIR", str(home / "cache"))
        yield


class NetworkTouchedError(RuntimeError):
    """Something tried to reach another machine."""


def _is_local(address: Any) -> bool:
    """Whether a socket address is this machine: a socket file, or the loop-back interface."""
    host = address[0] if isinstance(address, tuple) else None
    return not isinstance(host, str) or host in ("localhost", "::1") or host.startswith("127.")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A test that reaches for another machine fails, even if the code under test swallows the error."""
    attempts: list[str] = []

    def guarded(real: Callable[..., Any], address_of: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            address = address_of(args)
            if _is_local(address):
                return real(*args, **options)
            attempts.append(str(address))
            raise NetworkTouchedError(f"tests touch no network, and something asked for {address}")

        return call

    # The address comes last in each of these, whatever stands before it.
    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, guarded(getattr(socket.socket, name), lambda args: args[-1]))
    monkeypatch.setattr(socket, "getaddrinfo", guarded(socket.getaddrinfo, lambda args: (args[0],)))
    yield
    if attempts:
        pytest.fail(f"the network was touched: {', '.join(attempts)}")
