"""A file appears whole or not at all, and nothing is left beside it."""

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from cdnaudit.errors import OutputError
from cdnaudit.files import identity, refuse_unwritable, write_whole


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


@pytest.fixture
def null(tmp_path: Path) -> Path:
    """A device of the test's own that swallows everything."""
    if os.getuid() != 0:
        pytest.skip("only root makes devices")
    device = tmp_path / "null"
    os.mknod(device, stat.S_IFCHR | 0o666, os.makedev(1, 3))
    return device


def test_a_device_is_written_to_and_stays_one(null: Path) -> None:
    refuse_unwritable(null)
    write_whole(null, "text")
    assert (null.is_char_device(), names(null.parent)) == (True, ["null"])


def test_a_disk_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    if os.getuid() != 0:
        pytest.skip("only root makes devices")
    disk = tmp_path / "disk"
    os.mknod(disk, stat.S_IFBLK | 0o666, os.makedev(0, 0))
    for write in (refuse_unwritable, lambda path: write_whole(path, "text")):
        with pytest.raises(OutputError) as caught:
            write(disk)
        assert str(caught.value) == f"{disk}: cannot be written: it is a disk; choose another file"


def test_a_pipe_whose_reader_went_away_is_no_error() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    write_whole(Path(f"/dev/fd/{writer}"), "text")
    os.close(writer)


def test_an_open_file_is_written_behind_what_it_holds_also_if_its_name_is_gone(
    tmp_path: Path,
) -> None:
    file = tmp_path / "log"
    with file.open("w+") as log:
        log.write("before ")
        log.flush()
        file.unlink()
        for path in (f"/dev/fd/{log.fileno()}", f"/proc/self/fd/{log.fileno()}"):
            refuse_unwritable(Path(path))
            write_whole(Path(path), "after ")
        log.seek(0)
        assert (log.read(), names(tmp_path)) == ("before after after ", [])


def test_links_that_lead_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(OutputError):
        refuse_unwritable(tmp_path / "a")


def test_the_names_of_one_file_have_one_identity(tmp_path: Path) -> None:
    file, link, hard = tmp_path / "file", tmp_path / "link", tmp_path / "hard"
    new, loose = tmp_path / "new", tmp_path / "loose"
    file.touch()
    link.symlink_to(file)
    hard.hardlink_to(file)
    loose.symlink_to(new)
    assert identity(file) == identity(link) == identity(hard) != identity(new)
    assert identity(new) == identity(loose) == identity(tmp_path / "none" / ".." / "new")
    with file.open() as opened:
        assert identity(Path(f"/dev/fd/{opened.fileno()}")) == identity(file)


def test_a_name_as_long_as_names_may_be_is_written_and_a_longer_one_refused(tmp_path: Path) -> None:
    longest, longer = tmp_path / ("a" * 255), tmp_path / ("a" * 256)
    refuse_unwritable(longest)
    write_whole(longest, "text")
    assert longest.read_text() == "text"
    with pytest.raises(OutputError) as caught:
        refuse_unwritable(longer)
    assert "File name too long" in str(caught.value)


def test_a_file_of_another_owner_stays_theirs(tmp_path: Path) -> None:
    if os.getuid() != 0:
        pytest.skip("only root gives files away")
    file = tmp_path / "report.json"
    file.touch(mode=0o640)
    os.chown(file, 1234, 5678)
    write_whole(file, "text")
    now = file.stat()
    assert (now.st_uid, now.st_gid, stat.S_IMODE(now.st_mode)) == (1234, 5678, 0o640)


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
    folder, pipe, file = tmp_path / "folder", tmp_path / "pipe", tmp_path / "file"
    folder.mkdir()
    os.mkfifo(pipe)
    file.touch(mode=0o444)
    folder.chmod(0o555)
    pipe.chmod(0o444)
    tmp_path.chmod(0o777)
    for above in tmp_path.parents[:2]:
        above.chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-c", FORBIDDEN, folder / "report.json", pipe, file],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == [
        f"{path}: cannot be written: Permission denied; choose another file"
        for path in (folder / "report.json", pipe, file)
    ]
