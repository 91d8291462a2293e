"""Outputs as a shell may leave them: closed, full, open already, or with a reader that went away."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.cli.command import BAD, FINDINGS, GOOD, PASS, ROOT, SCAN, USAGE, environment

REPORT = f"scan --no-config --replay {GOOD}"
CLOSED = "cdnaudit: standard output: cannot be written: it is closed; choose another file\n"
FULL = (
    "cdnaudit: standard output: cannot be written: No space left on device; choose another file\n"
)
ENDINGS = {
    "scan": (f"{REPORT} >&-", USAGE, CLOSED),
    "scan to a file": (f"{REPORT} -f json:$FOLDER/a.json >&-", PASS, ""),
    "list": ("providers list >&-", USAGE, CLOSED),
    "help": ("--help >&-", USAGE, CLOSED),
    "scan on a full disk": (f"{REPORT} >/dev/full", USAGE, FULL),
    "list on a full disk": ("providers list >/dev/full", USAGE, FULL),
    "help on a full disk": ("--help >/dev/full", USAGE, FULL),
    "a few words on a full disk": ("data status >/dev/full", USAGE, FULL),
    "list to nobody": ("providers list | true; exit ${PIPESTATUS[0]}", PASS, ""),
    "help to nobody": ("--help | true; exit ${PIPESTATUS[0]}", PASS, ""),
    "a schema to nobody": ("schema report | true; exit ${PIPESTATUS[0]}", PASS, ""),
    "no standard error": (f"{REPORT} -v -f json:$FOLDER/b.json 2>&-", PASS, ""),
    "a full standard error": (f"scan --no-config --replay {BAD} -v 2>/dev/full", FINDINGS, ""),
    "usage with no standard error": ("scan --no-such-flag 2>&-", USAGE, ""),
    "no standard input": ("scan --no-config --offline -i - <&-", USAGE, "-: standard input is"),
    "bytes as standard input": (
        r"scan --no-config --offline -i - < <(printf '\xff\xfe')",
        USAGE,
        "-: is not UTF-8 text; give a text file, a name a line\n",
    ),
    "a descriptor that is not open": (
        f"{REPORT} -f json:/dev/fd/9",
        USAGE,
        "/dev/fd/9: cannot be written: Bad file descriptor; choose another file\n",
    ),
    "a descriptor to read from": (
        f"{REPORT} -f json:/dev/fd/3 3</dev/null",
        USAGE,
        "/dev/fd/3: cannot be written: it is open for reading alone; choose another file\n",
    ),
    "a process that does not read": (f"{REPORT} -f json:>(true)", PASS, ""),
}
"""What is called, the exit code, and what is said or how that begins."""


def shell(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Let bash run ``cdnaudit`` with the words of a line, from the root of the sources."""
    return subprocess.run(
        ["bash", "-c", f'"$PYTHON" -m cdnaudit {line}'],
        cwd=ROOT,
        env=environment(PYTHON=sys.executable, FOLDER=str(folder)),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_stream_that_cannot_be_used_is_one_line_and_code_2_and_a_lost_reader_is_nothing(
    tmp_path: Path,
) -> None:
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        running = {n: pool.submit(shell, line, tmp_path) for n, (line, _, _) in ENDINGS.items()}
        done = {name: future.result() for name, future in running.items()}
    assert {n: d.returncode for n, d in done.items()} == {n: c for n, (_, c, _) in ENDINGS.items()}
    told = {n: d.stderr.removeprefix("cdnaudit: ") for n, d in done.items()}
    wanted = {n: said.removeprefix("cdnaudit: ") for n, (_, _, said) in ENDINGS.items()}
    assert {n: told[n][: len(said)] for n, said in wanted.items()} == wanted
    assert {n: said for n, said in told.items() if said.count("\n") > bool(wanted[n])} == {}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "b.json"]


OPEN = {
    "standard output": "-f csv:/dev/stdout >>$FOLDER/log",
    "standard output by its number": "-f csv:/proc/self/fd/1 >>$FOLDER/log",
    "a link to standard output": "-f csv:$FOLDER/link >>$FOLDER/log",
    "another descriptor": "-f csv:/dev/fd/3 3>>$FOLDER/log",
    "standard error": "-q -f csv:/dev/stderr 2>>$FOLDER/log",
}


@pytest.mark.parametrize("where", OPEN)
def test_what_is_open_already_is_written_behind_what_it_holds(tmp_path: Path, where: str) -> None:
    (tmp_path / "link").symlink_to("/dev/stdout")
    log = tmp_path / "log"
    log.write_text("before\n")
    number = log.stat().st_ino
    done = shell(f"{REPORT} {OPEN[where]}", tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (PASS, "", "")
    assert log.read_text().startswith("before\ntarget,host,check,severity,")
    assert log.stat().st_ino == number


def test_a_process_substitution_is_written_to(tmp_path: Path) -> None:
    done = shell(f"{REPORT} -f csv:>(cat >$FOLDER/csv; echo >$FOLDER/end)", tmp_path)
    for _ in range(100):
        if (tmp_path / "end").exists():
            break
        subprocess.run(["sleep", "0.05"], check=True)
    assert (done.returncode, done.stderr) == (PASS, "")
    assert (tmp_path / "csv").read_text().startswith("target,host,check,severity,")


CLASHES = {
    "-f csv:$FOLDER/a -f json:$FOLDER/b": ("b", "--format csv"),
    "-f csv:$FOLDER/a -f json:$FOLDER/./sub/../a": ("sub/../a", "--format csv"),
    "-f csv:$FOLDER/new -f json:$FOLDER/new": ("new", "--format csv"),
    "-f csv -f json:$FOLDER/a >>$FOLDER/a": ("a", "--format csv"),
    "--record $FOLDER/c -f json:$FOLDER/c": ("c", "--record"),
    "--baseline $FOLDER/a -f json:$FOLDER/a": ("a", "--baseline"),
}


@pytest.mark.parametrize("flags", CLASHES)
def test_no_output_takes_the_place_of_another_file_of_the_run(tmp_path: Path, flags: str) -> None:
    (tmp_path / "a").write_text("a")
    (tmp_path / "sub").mkdir()
    (tmp_path / "b").symlink_to("a")
    name, flag = CLASHES[flags]
    done = shell(f"{REPORT} {flags}", tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (
        USAGE,
        "",
        f"cdnaudit: {tmp_path}/{name}: {flag} names it too; give each a file of its own\n",
    )
    assert (tmp_path / "a").read_text() == "a"


def test_a_recording_is_not_written_over_by_its_report(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_bytes(GOOD.read_bytes())
    done = shell("scan --no-config --replay $FOLDER/run.json -f json:$FOLDER/run.json", tmp_path)
    assert done.returncode == USAGE
    assert (tmp_path / "run.json").read_bytes() == GOOD.read_bytes()


def test_standard_output_takes_one_format_under_whichever_name(tmp_path: Path) -> None:
    done = shell(f"{REPORT} -f csv -f json:/dev/stdout", tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (
        USAGE,
        "",
        "cdnaudit: two formats for standard output; give all but one a file, as csv:report.csv\n",
    )


def test_a_current_folder_that_was_deleted_is_one_line_and_code_2(tmp_path: Path) -> None:
    gone = f'cd $FOLDER && rmdir $FOLDER && "$PYTHON" -m cdnaudit {" ".join(SCAN)}'
    relative = subprocess.run(
        ["bash", "-c", f"{gone} --replay {GOOD} -f json:run.json"],
        cwd=ROOT,
        env=environment(PYTHON=sys.executable, FOLDER=str(tmp_path)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (relative.returncode, relative.stderr) == (
        USAGE,
        "cdnaudit: run.json: cannot be written: No such file or directory; choose another file\n",
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("convert $FOLDER/run.json -f html:$FOLDER/run.json", "run.json: RUN names it too; "),
        (f"diff {GOOD} $FOLDER/run.json -f json:$FOLDER/run.json", "run.json: NEW names it too; "),
        (
            "simulate --down fastly/cdn $FOLDER/run.json -f csv:$FOLDER/run.json",
            "run.json: RUN $FOLDER/run.json names it too; ",
        ),
        (f"baseline write $FOLDER/run.json {GOOD}", "run.json: schema: is 'cdnaudit/recording/v1'"),
    ],
)
def test_no_command_writes_over_a_saved_run(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "run.json").write_bytes(GOOD.read_bytes())
    done = shell(line, tmp_path)
    wanted = f"cdnaudit: {tmp_path}/{said.replace('$FOLDER', str(tmp_path))}"
    assert (done.returncode, done.stderr[: len(wanted)]) == (USAGE, wanted)
    assert (tmp_path / "run.json").read_bytes() == GOOD.read_bytes()
