"""The wheel holds the exercises, the references, the data and the style sheet, and works away from the checkout."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A fresh environment with the built wheel; PyTorch and the rest are lent from this one, the checkout is not."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", folder, ROOT]
    subprocess.run(build, check=True, capture_output=True, text=True)
    (wheel,) = folder.glob("*.whl")
    environment = folder / "environment"
    venv.create(environment, with_pip=False, symlinks=True)
    site = environment / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
    install = [sys.executable, "-m", "pip", "--python", environment, "install", "--quiet", "--no-deps", wheel]
    subprocess.run(install, check=True, capture_output=True, text=True)
    lend = Path(sysconfig.get_path("purelib"))
    for entry in lend.iterdir():
        stem = entry.name.split("-")[0].split(".")[0]
        if stem in ("cnn_exercises", "exercises", "grader", "reference") or "editable" in entry.name:
            continue
        if not (site / entry.name).exists():
            (site / entry.name).symlink_to(entry)
    return environment / "bin" / "cnn-exercises"


def test_a_student_works_from_the_wheel(installed, tmp_path):
    def run(*arguments):
        return subprocess.run([installed, *arguments], cwd=tmp_path, capture_output=True, text=True, timeout=120)

    assert "19 starter files written" in run("init").stdout
    (tmp_path / "output_size.py").write_text(
        "def output_size(n, f, stride=1, pad=0):\n"
        "    if f > n + 2 * pad:\n        raise ValueError\n"
        "    return (n - f + 2 * pad) // stride + 1\n"
    )
    checked = run("check", "output_size")
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize(
    "part", ["style.tcss", "digits.npz", "backbone.safetensors", "statement.md", "architectures.json"]
)
def test_the_wheel_carries(installed, part):
    site = next(installed.parents[1].glob("lib/python*/site-packages"))
    ours = [path for name in ("exercises", "grader", "reference") for path in (site / name).rglob("*")]
    assert part in {path.name for path in ours}
    assert (site / "reference" / "convnet.py").is_file()
