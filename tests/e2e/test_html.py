"""The HTML report in a real browser: what students write stays text, nothing is loaded, nothing runs."""

from __future__ import annotations

import shutil
import subprocess
import warnings

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
if not CHROMIUM:
    warnings.warn("THE HTML IS NOT OPENED IN A BROWSER: chromium is not installed", stacklevel=1)
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="THE HTML IS NOT OPENED IN A BROWSER: chromium is not installed")

FLAGS = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
FLAGS += " --disable-component-update --disable-sync --virtual-time-budget=2000 --dump-dom"
HOSTILE = """
print("</pre></details><script>document.title = 'owned'</script><img src=x onerror=\\"document.title='owned'\\">")
def output_size(n, f, stride=1, pad=0):
    raise RuntimeError("<script>document.title = 'owned'</script><style>body { display: none }</style>")
"""


@pytest.fixture
def browser(tmp_path):
    def dom(page) -> str:
        profile = f"--user-data-dir={tmp_path / 'profile'}"
        command = [CHROMIUM, *FLAGS.split(), profile, page.as_uri()]
        return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout

    return dom


def test_a_students_script_stays_text(tmp_path, program, browser):
    folder = tmp_path / "class" / "<script>document.title='owned'<"
    folder.mkdir(parents=True)
    (folder / "output_size.py").write_text(HOSTILE)
    (tmp_path / "class" / "bob").mkdir()
    arguments = ["--exercise", "output_size", "--format", "html", "--output", tmp_path / "out"]
    done = program("grade", "--student", tmp_path / "class", *arguments)
    assert done.returncode == 0, done.stderr
    pages = sorted((tmp_path / "out").rglob("*.html"))
    assert len(pages) == 3
    for page in pages:
        shown = browser(page)
        assert "<title>owned" not in shown
        assert "<script" not in shown and "<img" not in shown
        assert shown.count("<style") == 1
    hostile = next(page for page in pages if "script" in page.name)
    assert "&lt;script&gt;document.title = 'owned'&lt;/script&gt;" in browser(hostile)
