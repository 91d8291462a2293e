"""A file appears whole or not at all, and nothing is left beside it."""

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from cdnaudit.errors import OutputError
from cdnaudit.files import refuse_unwritable, write_whole


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_text_is_utf_8_with_its_own_line_ends_and_bytes_are_themselves(tmp_path: Path) -> None:
    write_whole(tmp_path / "text", "ü\r\nb\n")
    write_whole(tmp_path / "bytes", b"\x00\xff")
    assert (tmp_path / "text").read_bytes() == b"\xc3\xbc\r\nb\n"
    assert (tmp_path / "bytes").read_bytes() == b"\x00\xff"
    assert names(tmp_path) == ["bytes", "text"]


def test_an_older_file_is_replaced(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    for text in ("a longer text", "short"):
        write_whole(file, text)
    assert file.read_text() == "short"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    link = tmp_path / "report.json"
    link.symlink_to(tmp_path / "shared" / "latest.json")
    write_whole(link, "{}")
    assert (link.is_symlink(), names(tmp_path / "shared")) == (True, ["latest.json"])
    assert link.read_text() == "{}"


def test_an_older_file_keeps_its_mode_and_a_new_one_obeys_the_umask(tmp_path: Path) -> None:
    older, new = tmp_path / "older.json", tmp_path / "new.json"
    older.touch(mode=0o600)
    umask = os.umask(0o027)
    write_whole(older, "{}")
    write_whole(new, "{}")
    os.umask(umask)
    assert [stat.S_IMODE(f.stat().st_mode) for f in (older, new)] == [0o600, 0o640]


def test_a_pipe_is_written_in_place(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=write_whole, args=(pipe, "text"))
    writer.start()
    assert pipe.read_text() == "text"
    writer.join()
    assert (pipe.is_fifo(), names(tmp_path)) == (True, ["pipe"])


def test_a_folder_that_is_not_there_is_named_with_a_remedy(tmp_path: Path) -> None:
    file = tmp_path / "none" / "report.json"
    with pytest.raises(OutputError) as caught:
        write_whole(file, "")
    assert str(caught.value) == (
        f"{file}: cannot be written: No such file or directory; choose another file"
    )


def test_a_folder_in_its_place_is_refused_and_stays(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        write_whole(tmp_path, "")
    assert "Is a directory" in str(caught.value)


LIMITED = """
import resource, sys
from pathlib import Path
from cdnaudit.errors import OutputError
from cdnaudit.files import write_whole
resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))
try:
    write_whole(Path(sys.argv[1]), "more than ten octets")
except OutputError as error:
    print(error)
"""


def test_a_file_that_does_not_fit_leaves_the_older_one_and_nothing_beside_it(
    tmp_path: Path,
) -> None:
    file = tmp_path / "report.json"
    file.write_text("older")
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, file], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"{file}: cannot be written: File too large; choose another file\n"
    assert (file.read_text(), names(tmp_path)) == ("older", ["report.json"])


def test_what_can_be_written_is_not_refused_and_not_touched(tmp_path: Path) -> None:
    older, pipe, link = tmp_path / "older", tmp_path / "pipe", tmp_path / "link"
    older.write_text("older")
    os.mkfifo(pipe)
    link.symlink_to(tmp_path / "new")
    for path in (older, pipe, link, tmp_path / "new", Path("/dev/stdout")):
        refuse_unwritable(path)
    assert (older.read_text(), names(tmp_path)) == ("older", ["link", "older", "pipe"])


def test_a_missing_folder_and_a_folder_are_refused_before_the_work(tmp_path: Path) -> None:
    for path, reason in (
        (tmp_path / "none" / "report.json", "No such file or directory"),
        (tmp_path, "Is a directory"),
    ):
        with pytest.raises(OutputError) as caught:
            refuse_unwritable(path)
        assert str(caught.value) == f"{path}: cannot be written: {reason}; choose another file"


FORBIDDEN = """
import os, sys
from pathlib import Path
from cdnaudit.errors import OutputError
from cdnaudit.files import refuse_unwritable
if os.getuid() == 0:
    os.setuid(65534)
for path in sys.argv[1:]:
    try:
        refuse_unwritable(Path(path))
    except OutputError as error:
        print(error)
"""


def test_what_others_own_is_refused_before_the_work(tmp_path: Path) -> None:
    folder, pipe = tmp_path / "folder", tmp_path / "pipe"
    folder.mkdir()
    os.mkfifo(pipe)
    folder.chmod(0o555)
    pipe.chmod(0o444)
    for above in (tmp_path, *tmp_path.parents[:2]):
        above.chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-c", FORBIDDEN, folder / "report.json", pipe],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == [
        f"{path}: cannot be written: Permission denied; choose another file"
        for path in (folder / "report.json", pipe)
    ]
