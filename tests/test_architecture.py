"""The promises of the house, each held by a machine."""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest


def tool(name):
    """Return a command of this Python's own environment."""
    found = shutil.which(name, path=sysconfig.get_path("scripts")) or shutil.which(name)
    assert found, f"{name} is not installed (pip install -e '.[test]')"
    return found


def check(*command, cwd, **options):
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, timeout=280, check=False, **options
    )
    assert done.returncode == 0, f"{command}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout


def test_nothing_imports_upward_or_sideways(root):
    check(tool("lint-imports"), "--no-cache", cwd=root)


def test_lint(root):
    check(tool("ruff"), "check", ".", cwd=root)


def test_format(root):
    check(tool("ruff"), "format", "--check", ".", cwd=root)


def test_types(root):
    check(sys.executable, "-m", "mypy", "--strict", cwd=root)


@pytest.mark.parametrize("package", ["game.model", "game.rhythm", "game.session.replay", "game.storage.formats"])
def test_the_science_loads_no_window_and_no_device(root, package):
    code = (
        f"import sys, pkgutil, {package}; print(sorted({{'pygame', 'sounddevice', 'supriya_midi'}} & set(sys.modules)))"
    )
    assert check(sys.executable, "-c", code, cwd=root) == "[]\n"


ALL_MODULES = """
import importlib, os, pkgutil, sys, threading
import game
environment, threads = dict(os.environ), threading.active_count()
for module in pkgutil.walk_packages(game.__path__, "game."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
allowed = {"PYGAME_HIDE_SUPPORT_PROMPT"}
changed = {name for name in os.environ if os.environ[name] != environment.get(name)} - allowed
pygame = sys.modules["pygame"]
opened = (pygame.display.get_init(), pygame.mixer.get_init(), threading.active_count() - threads)
print(sorted(changed), *opened)
"""


def test_importing_every_module_does_nothing(root, tmp_path):
    home = {"HITOTSU_HOME": str(tmp_path), "PYTHONPATH": str(root), "PYGAME_HIDE_SUPPORT_PROMPT": "1"}
    assert check(sys.executable, "-c", ALL_MODULES, cwd=tmp_path, env={**os.environ, **home}) == "[] False None 0\n"
    assert list(tmp_path.iterdir()) == []


CLOCKS = re.compile(r"\b(perf_counter|monotonic|time\.time|get_ticks)\b")


def test_one_module_reads_the_machines_clock(root):
    readers = {path.relative_to(root).as_posix() for path in (root / "game").rglob("*.py") if CLOCKS.search(text(path))}
    assert readers == {"game/session/clock.py"}


def text(path):
    return path.read_text(encoding="utf-8")


ELSEWHERE = re.compile(
    r"""(?<![\w.~])/(?:home|Users|root|work|mnt|srv|opt)/\w  # a folder of one machine
      | [A-Z]:\\\\?(?:Users|Documents)""",
    re.VERBOSE,
)
TEXTS = {".py", ".md", ".toml", ".yml", ".yaml", ".txt", ".svg", ".cfg", ".csv", ".json", ""}


def own_files(root):
    """Yield every file of the project; what tools make is left out."""
    made = ("__pycache__", "build", "dist")
    for folder, names, files in os.walk(root):
        names[:] = [
            name for name in names if name not in made and (not name.startswith(".") or name in (".ci", ".github"))
        ]
        yield from (Path(folder, name) for name in files if Path(name).suffix in TEXTS)


def test_no_file_knows_the_machine_it_was_written_on(root):
    found = [
        f"{path.relative_to(root)}: {hit[0]}" for path in own_files(root) if (hit := ELSEWHERE.search(readable(path)))
    ]
    assert found == []


def readable(path):
    return path.read_bytes().decode("utf-8", "replace")


def test_the_readers_of_the_tree_would_see_such_a_path(tmp_path):
    for path in ("/" + "home/ann/drums", "C:" + "\\Users\\ann", "see /" + "work/it"):
        (tmp_path / "a.md").write_text(f"in {path}")
        assert ELSEWHERE.search(readable(tmp_path / "a.md"))
    assert not ELSEWHERE.search("https://example.org/home/page and ~/work/a and a/root/b")


CALL_BY_NAME = """
import importlib.metadata, sys
(entry,) = importlib.metadata.entry_points(group="console_scripts", name="hitotsu")
sys.argv = ["hitotsu", "--version"]
sys.exit(entry.load()())
"""


@pytest.fixture(scope="module")
def wheel(root, tmp_path_factory):
    """The wheel, built from a copy of the tree, without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    skipped = shutil.ignore_patterns(".*", "__pycache__", "build", "dist", "tests")
    shutil.copytree(root, folder / "tree", ignore=skipped)
    check(
        sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder / "out", cwd=folder / "tree"
    )  # fmt: skip
    (built,) = (folder / "out").glob("*.whl")
    return built


def test_the_wheel_plays_from_another_folder(wheel, tmp_path):
    venv.create(tmp_path / "env", with_pip=False)
    scripts = "Scripts" if os.name == "nt" else "bin"
    python = tmp_path / "env" / scripts / ("python.exe" if os.name == "nt" else "python")
    site = Path(check(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=tmp_path).strip())
    check(
        sys.executable,
        "-m",
        "pip",
        "install",
        "--no-deps",
        "--no-index",
        "--quiet",
        "--target",
        site,
        wheel,
        cwd=tmp_path,
    )
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")  # the dependencies, not the editable game
    program = (python, "-P", "-m", "game")
    environment = {
        **{key: value for key, value in os.environ.items() if key != "PYTHONPATH"},
        "HITOTSU_HOME": str(tmp_path),
    }

    where = check(python, "-c", "import game; print(game.__file__)", cwd=tmp_path, env=environment)
    assert Path(where.strip()).is_relative_to(site)
    check(*program, "simulate", "--seconds", "8", "-o", "duet.hitotsu", cwd=tmp_path, env=environment)
    result = json.loads(check(*program, "score", "duet.hitotsu", "--json", cwd=tmp_path, env=environment))
    assert 0 < result["score"] <= 100
    assert check(python, "-c", CALL_BY_NAME, cwd=tmp_path, env=environment).startswith("hitotsu ")
    assert str(site / "game" / "assets") in check(*program, "doctor", cwd=tmp_path, env=environment)
    for part in ("sounds/drums/kick_v1.wav", "kits", "fonts", "text/en.toml"):
        assert (site / "game" / "assets" / part).exists(), part
