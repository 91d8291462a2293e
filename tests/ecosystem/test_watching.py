"""The script that watches, against a webhook on the loopback interface, and what starts it."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from configparser import ConfigParser
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import yaml

from cdnaudit.model.terms import Exit
from tests.ecosystem.shell import BIN, IN_ORDER, ROOT
from tests.formats.readers import REPORT_READERS

FOLDER = ROOT / "docs" / "watching"
SCRIPT = FOLDER / "cdnaudit-watch"
VARIABLES = set(re.findall(r"^# (WATCH_\w+)", SCRIPT.read_text("utf-8"), re.MULTILINE))
NO_POST, BUSY = 69, 75

needs_curl = pytest.mark.skipif(
    not (shutil.which("curl") and shutil.which("flock")), reason="needs curl and flock"
)


@dataclass
class Webhook:
    """What was posted, as (type, body), and what is answered."""

    url: str = ""
    status: int = 204
    posted: list[tuple[str, Any]] = field(default_factory=list)


@pytest.fixture
def webhook() -> Iterator[Webhook]:
    known = Webhook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            known.posted.append((self.headers["Content-Type"], json.loads(body)))
            self.send_response(known.status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        known.url = f"http://127.0.0.1:{server.server_port}/hook?token=secret"
        yield known
        server.shutdown()
        thread.join()


@dataclass(frozen=True)
class Watch:
    """A folder in which the script runs, once for each recording."""

    folder: Path
    webhook: Webhook

    @property
    def runs(self) -> Path:
        return self.folder / "runs"

    @property
    def last(self) -> bytes:
        return (self.runs / "last.json").read_bytes()

    def run(self, recording: Path, *flags: str, **env: str) -> subprocess.CompletedProcess[str]:
        (self.folder / "url").write_text(f"{self.webhook.url}\n")
        clean = {k: v for k, v in os.environ.items() if not k.startswith("CDNAUDIT_")}
        given = {"WATCH_RUNS": str(self.runs), "WATCH_WEBHOOK_FILE": str(self.folder / "url")}
        return subprocess.run(
            ["sh", str(SCRIPT), "--no-config", "--replay", str(recording), *flags],
            cwd=self.folder,
            env={**clean, "PATH": f"{BIN}{os.pathsep}{clean['PATH']}", **given, **env},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def watch(tmp_path: Path, webhook: Webhook) -> Watch:
    return Watch(tmp_path, webhook)


Answer = dict[str, Any]


def changed(file: Path, change: Callable[[Answer], Answer]) -> Path:
    """Write the recording of two DNS operators again, with other answers to who serves the zone."""
    recording = json.loads(IN_ORDER.read_text("utf-8"))
    asked = ("dns", "shop.example", "NS")
    recording["answers"] = [
        change(answer) if tuple(answer.get(k) for k in ("ask", "name", "type")) == asked else answer
        for answer in recording["answers"]
    ]
    file.write_text(json.dumps(recording))
    return file


@pytest.fixture
def one_operator(tmp_path: Path) -> Path:
    def without_one(answer: Answer) -> Answer:
        kept = [record for record in answer["records"] if "awsdns" not in record["data"]]
        return {**answer, "records": kept}

    return changed(tmp_path / "one.json", without_one)


@pytest.fixture
def no_answer(tmp_path: Path) -> Path:
    def lost(answer: Answer) -> Answer:
        question = {k: v for k, v in answer.items() if k in {"ask", "name", "type", "server"}}
        return {**question, "unknown": "timeout after 2.0 s"}

    return changed(tmp_path / "none.json", lost)


@needs_curl
def test_what_was_lost_is_posted_once(watch: Watch, one_operator: Path) -> None:
    for recording in (IN_ORDER, IN_ORDER, one_operator, one_operator):
        done = watch.run(recording)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    ((kind, body),) = watch.webhook.posted
    (target,) = body["targets"]
    assert (kind, body["schema"], target["target"], target["redundancy"]) == (
        "application/json",
        "cdnaudit/diff/v1",
        "www.shop.example",
        "lost",
    )
    assert "ns1/dns" in target["single_points_new"]


@needs_curl
def test_what_the_webhook_did_not_take_is_posted_again(watch: Watch, one_operator: Path) -> None:
    watch.run(IN_ORDER)
    before = watch.last
    watch.webhook.status = 404
    done = watch.run(one_operator)
    assert (done.returncode, watch.last) == (NO_POST, before)
    assert "the webhook took nothing" in done.stderr
    assert "secret" not in done.stderr
    watch.webhook.status = 200
    assert watch.run(one_operator).returncode == 0
    assert len(watch.webhook.posted) == 2
    assert watch.last != before


@needs_curl
def test_a_run_without_evidence_is_no_loss_and_hides_none(
    watch: Watch, one_operator: Path, no_answer: Path
) -> None:
    watch.run(IN_ORDER)
    before = watch.last
    done = watch.run(no_answer)
    assert (done.returncode, watch.webhook.posted, watch.last) == (0, [], before)
    assert "evidence is missing" in done.stderr
    watch.run(one_operator)
    assert len(watch.webhook.posted) == 1


@needs_curl
def test_a_scan_that_failed_leaves_all_as_it_was(watch: Watch) -> None:
    watch.run(IN_ORDER)
    before = sorted(watch.runs.iterdir()), watch.last
    done = watch.run(watch.folder / "no-such-recording.json")
    assert done.returncode == Exit.USAGE
    assert "the scan ended with 2" in done.stderr
    assert (sorted(watch.runs.iterdir()), watch.last) == before


@needs_curl
def test_two_at_a_time_are_refused(watch: Watch) -> None:
    watch.run(IN_ORDER)
    with subprocess.Popen(["flock", str(watch.runs / "lock"), "cat"], stdin=subprocess.PIPE) as one:
        wait = ["flock", "-n", str(watch.runs / "lock"), "true"]
        while subprocess.run(wait, check=False).returncode == 0:
            pass
        done = watch.run(IN_ORDER)
        one.communicate()
    assert done.returncode == BUSY
    assert "another one is at work" in done.stderr


@needs_curl
def test_metrics_are_written_and_old_runs_removed(watch: Watch) -> None:
    watch.runs.mkdir()
    old, young = watch.runs / "2020-01-01T000000Z.json", watch.runs / "2020-01-02T000000Z.json"
    for file in (old, young):
        file.touch()
    os.utime(old, (0, 0))
    metrics = watch.folder / "cdnaudit.prom"
    assert watch.run(IN_ORDER, WATCH_METRICS=str(metrics)).returncode == 0
    REPORT_READERS["openmetrics"](metrics.read_text("utf-8"))
    assert [file.exists() for file in (old, young)] == [False, True]


@pytest.mark.parametrize("variable", ["WATCH_RUNS", "WATCH_WEBHOOK_FILE"])
def test_what_it_cannot_do_without_is_asked_for(watch: Watch, variable: str) -> None:
    done = watch.run(IN_ORDER, **{variable: ""})
    assert done.returncode == Exit.USAGE
    assert f"{variable}: it names" in done.stderr


def test_the_script_is_as_shellcheck_wants_it() -> None:
    subprocess.run([BIN / "shellcheck", str(SCRIPT)], check=True)
    assert os.access(SCRIPT, os.X_OK)


def unit(name: str) -> ConfigParser:
    parser = ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string((FOLDER / name).read_text("utf-8"))
    return parser


def test_the_units_start_the_script_as_it_wants_to_be_started() -> None:
    service, timer = unit("cdnaudit-watch.service"), unit("cdnaudit-watch.timer")
    assert service["Service"]["ExecStart"].split()[0] == "/usr/local/bin/cdnaudit-watch"
    given = re.findall(r"^Environment=(\w+)", text("cdnaudit-watch.service"), re.MULTILINE)
    assert set(given) <= VARIABLES
    assert timer["Timer"]["OnCalendar"] == "daily"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    for name in ("cdnaudit-watch.service", "cdnaudit-watch.timer"):
        written = text(name).replace("/usr/local/bin/cdnaudit-watch", str(SCRIPT))
        (tmp_path / name).write_text(written)
    done = subprocess.run(
        ["systemd-analyze", "--man=no", "verify", *map(str, sorted(tmp_path.iterdir()))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_crontab_sets_what_the_script_wants() -> None:
    lines = [line for line in text("cdnaudit-watch.cron").splitlines() if not line.startswith("#")]
    *settings, entry = lines
    assert {line.partition("=")[0] for line in settings} - {"PATH"} <= VARIABLES
    assert entry.split()[5:7] == ["cdnaudit", "cdnaudit-watch"]


def test_the_cron_job_mounts_what_it_names() -> None:
    job, claim = yaml.safe_load_all(text("cronjob.yaml"))
    pod = job["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    variables = {each["name"]: each["value"] for each in container["env"]}
    mounts = {each["name"]: each["mountPath"] for each in container["volumeMounts"]}
    assert set(variables) <= VARIABLES
    assert set(mounts) == {volume["name"] for volume in pod["volumes"]}
    assert mounts["runs"] == variables["WATCH_RUNS"]
    assert Path(mounts["webhook"]) == Path(variables["WATCH_WEBHOOK_FILE"]).parent
    assert Path(mounts["config"]) == Path(container["args"][1]).parent
    assert pod["volumes"][0]["persistentVolumeClaim"]["claimName"] == claim["metadata"]["name"]


def test_the_alerts_ask_for_metrics_that_there_are() -> None:
    (group,) = yaml.safe_load(text("alerts.yaml"))["groups"]
    known = set(re.findall(r"`(cdnaudit_\w+)`", (ROOT / "docs" / "formats.md").read_text("utf-8")))
    asked = {name for rule in group["rules"] for name in re.findall(r"cdnaudit_\w+", rule["expr"])}
    assert asked <= known


def text(name: str) -> str:
    return (FOLDER / name).read_text("utf-8")
