"""Builds the wheel and the source distribution into dist/, the same bytes each time; standard library only.

python3 packaging/wheels.py            builds both
python3 packaging/wheels.py --check    builds each twice, and the wheel once more out of the source distribution: exit 1
                                       when the bytes differ
python3 packaging/wheels.py --try      installs the wheel with what it asks for into a new environment and runs it
                                       there: exit 1 when something that is shipped inside is not found
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ROOT / "packaging"
TOOLS = ROOT / "build" / "tools"
DAWN = 1_580_601_600  # what hatchling takes where no time is given


def version() -> str:
    """The version, from the one place that has it."""
    found = re.search(r'__version__ = "([^"]+)"', (ROOT / "src/newsdesk/__init__.py").read_text(encoding="utf-8"))
    if found is None:
        raise SystemExit("newsdesk: src/newsdesk/__init__.py names no version")
    return found[1]


def moment_of_build() -> int:
    """Seconds since 1970 that everything built is dated with: SOURCE_DATE_EPOCH, else the last commit's."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return int(given)
    asked = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, check=False, text=True, capture_output=True)
    return int(asked.stdout) if asked.returncode == 0 and asked.stdout.strip() else DAWN


def tools() -> Path:
    """The Python of an environment with what builds a wheel, checked by hash; made when it is not there."""
    python = TOOLS / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    lock = LOCKS / "requirements-build.lock"
    stamp = TOOLS / "stamp"
    wanted = hashlib.sha256(sys.version.encode() + lock.read_bytes()).hexdigest()
    if not (stamp.is_file() and stamp.read_text() == wanted):
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(TOOLS)], check=True)
        pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        subprocess.run([*pip, "--require-hashes", "-r", str(lock)], check=True)
        stamp.write_text(wanted)
    return python


def build(kind: str, source: Path, target: Path) -> Path:
    """The file that hatchling makes of the project at `source`: `kind` is wheel or sdist; `target` is made anew."""
    shutil.rmtree(target, ignore_errors=True)
    told = {**os.environ, "SOURCE_DATE_EPOCH": str(moment_of_build())}
    command = [str(tools()), "-m", "hatchling", "build", "-t", kind, "-d", str(target)]
    subprocess.run(command, cwd=source, env=told, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return next(path for path in target.iterdir() if path.suffix in (".whl", ".gz"))


def build_wheel(target: Path) -> Path:
    """The wheel of this checkout, in a folder of its own."""
    return build("wheel", ROOT, target)


def digest(path: Path) -> str:
    """A file's SHA-256, shortened for reading."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def check() -> int:
    """0 when everything built twice is the same twice."""
    work = ROOT / "build" / "twice"
    shutil.rmtree(work, ignore_errors=True)
    wheels = [build("wheel", ROOT, work / f"wheel-{turn}") for turn in (1, 2)]
    sources = [build("sdist", ROOT, work / f"sdist-{turn}") for turn in (1, 2)]
    with tarfile.open(sources[0]) as archive:
        archive.extractall(work / "source", filter="data")
    wheels.append(build("wheel", next((work / "source").iterdir()), work / "wheel-of-sdist"))
    for path in (*wheels, *sources):
        print(f"{digest(path)}  {path.relative_to(ROOT)}")
    is_same = len({digest(path) for path in wheels}) == 1 and len({digest(path) for path in sources}) == 1
    print("the same bytes" if is_same else "the bytes differ")
    return 0 if is_same else 1


def try_out() -> int:
    """0 when the wheel, installed on its own, has its two commands and all that it is shipped with."""
    work = ROOT / "build" / "try-wheel"
    wheel = build("wheel", ROOT, work / "wheel")
    home = work / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(home)], check=True)
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    pip = [str(programs / "python"), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run([*pip, "-c", str(constraints(work)), str(wheel)], check=True)
    told = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    told |= {"QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(work)}
    profile = ["--profile", str(work / "profile")]
    shutil.rmtree(work / "profile", ignore_errors=True)
    steps = (
        ["newsdesk", "--version"],
        ["newsdesk-window", *profile, "--check"],
        ["newsdesk", *profile, "doctor"],
        ["newsdesk", *profile, "list", "--limit", "1"],
    )
    failed = 0
    for program, *words in steps:
        command = [str(programs / program), *words]
        done = subprocess.run(command, cwd=work, env=told, check=False, text=True, capture_output=True)
        failed += done.returncode != 0
        print(f"{program} {' '.join(words)}: exit {done.returncode}\n{done.stdout}{done.stderr}".rstrip())
    print("the wheel works" if not failed else f"{failed} of {len(steps)} steps failed")
    return 1 if failed else 0


def constraints(folder: Path) -> Path:
    """The versions of the lock file without their hashes, for pip's -c: a wheel on disk has no hash to ask for."""
    target = folder / "constraints.txt"
    lines = (LOCKS / "requirements.lock").read_text(encoding="utf-8").splitlines()
    target.write_text("".join(line.rstrip(" \\") + "\n" for line in lines if "==" in line))
    return target


def main(arguments: list[str]) -> int:
    """Builds, or checks that building is repeatable, or that what is built works."""
    if "--check" in arguments:
        return check()
    if "--try" in arguments:
        return try_out()
    dist = ROOT / "dist"
    dist.mkdir(exist_ok=True)
    for kind in ("sdist", "wheel"):
        made = build(kind, ROOT, ROOT / "build" / kind)
        print(shutil.copy2(made, dist / made.name))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
