"""Saved files are noticed, whoever saves them and however."""

import os
import threading

import pytest

from grader.student import watch

NAMES = ["output_size.py", "filtered_grid.py"]


class Watching:
    """Collects what the watcher says, in a thread as the UI does."""

    def __init__(self, folder, poll_seconds=0.2):
        self.stop = threading.Event()
        self.heard, self.gone = [], []
        self.news = threading.Semaphore(0)
        changes = watch.changes(folder, NAMES, self.stop, poll_seconds)
        self.thread = threading.Thread(target=self._listen, args=(changes,))
        self.thread.start()

    def _listen(self, changes):
        for news in changes:
            self.heard.extend(news.saved)
            self.gone.extend(news.gone)
            self.news.release()

    def wait(self):
        assert self.news.acquire(timeout=20), "nothing was noticed"
        return self.heard

    def end(self):
        self.stop.set()
        self.thread.join(timeout=20)
        assert not self.thread.is_alive()


@pytest.fixture
def folder(tmp_path):
    for name in NAMES:
        (tmp_path / name).write_text("before")
    return tmp_path


@pytest.fixture(params=["inotify", "polling"])
def watching(folder, request, monkeypatch):
    if request.param == "polling":
        import watchfiles

        def silent(*_, **__):
            raise OSError("inotify watch limit reached")

        monkeypatch.setattr(watchfiles, "watch", silent)
    one = Watching(folder)
    yield one
    one.end()


def test_a_plain_write(folder, watching):
    (folder / "output_size.py").write_text("after")
    assert watching.wait() == ["output_size.py"]


def test_an_atomic_rename(folder, watching):
    (folder / ".output_size.py.swp").write_text("after!")
    (folder / ".output_size.py.swp").rename(folder / "output_size.py")
    assert watching.wait() == ["output_size.py"]


def test_a_save_of_the_same_size(folder, watching):
    (folder / "output_size.py").write_text("BEFORE")
    assert watching.wait() == ["output_size.py"]


def test_each_of_time_size_and_inode_tells_a_save(folder):
    """Clocks of network file systems stand still, and `cp -p` or a checkout gives a file an older time."""
    path = folder / "output_size.py"
    before, status = watch.stamps(folder, NAMES)["output_size.py"], path.stat()

    def saved() -> bool:
        return watch.stamps(folder, NAMES)["output_size.py"] != before

    path.write_text("another size")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert saved()
    path.write_text("before")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert not saved()
    (folder / "new").write_text("BEFORE")
    os.utime(folder / "new", ns=(status.st_atime_ns, status.st_mtime_ns))
    (folder / "new").rename(path)
    assert saved()


def test_other_files_are_no_news(folder, watching):
    (folder / "notes.txt").write_text("x")
    (folder / "filtered_grid.py").write_text("after")
    assert watching.wait() == ["filtered_grid.py"]


def test_a_file_that_went_is_told_once_and_comes_back_as_a_save(folder, watching):
    (folder / "output_size.py").unlink()
    assert watching.wait() == []
    assert watching.gone == ["output_size.py"]
    (folder / "output_size.py").write_text("back again")
    assert watching.wait() == ["output_size.py"]
    assert watching.gone == ["output_size.py"]


def test_an_editor_that_takes_the_file_away_for_a_moment_saved_it(folder, watching):
    (folder / "output_size.py").rename(folder / "output_size.py~")
    (folder / "output_size.py").write_text("after")
    assert watching.wait() == ["output_size.py"]
    assert watching.gone == []


def test_a_save_between_the_call_and_the_first_wait_is_noticed(folder):
    stop = threading.Event()
    changes = watch.changes(folder, NAMES, stop, 0.05)
    (folder / "output_size.py").write_text("after")
    assert next(changes).saved == ("output_size.py",)
    stop.set()


def test_where_events_are_silent_the_clock_notices(folder, monkeypatch):
    """As on NFS, when another host writes: watchfiles only times out."""
    import watchfiles

    def only_timeouts(*_, stop_event, **__):
        while not stop_event.wait(0.02):
            yield set()

    monkeypatch.setattr(watchfiles, "watch", only_timeouts)
    one = Watching(folder)
    os.utime(folder / "output_size.py", ns=(1, 1))
    assert one.wait() == ["output_size.py"]
    one.end()
