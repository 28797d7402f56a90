"""What every benchmark shares: the environment, the virtual screen, processes with their CPU and memory, medians."""

from __future__ import annotations

import compileall
import json
import mmap
import os
import platform
import shutil
import site
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HERE = ROOT / "benchmarks"
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

WINDOW = ["-c", "import sys; from newsdesk.__main__ import window; sys.exit(window())"]
COMMAND = ["-m", "newsdesk"]


def environment(**more: str) -> dict[str, str]:
    """The variables of a measured process: bytecode is used, nothing but loopback is reached."""
    here = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    here["PYTHONPATH"] = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        here[name] = here[name.upper()] = "http://127.0.0.1:9"
    here["no_proxy"] = here["NO_PROXY"] = "127.0.0.1,localhost,::1"
    return here | more


def compile_everything() -> None:
    """Bytecode for our modules and every installed package: installed programs have it."""
    for folder in (ROOT / "src", HERE, ROOT / "tests", *map(Path, site.getsitepackages())):
        compileall.compile_dir(folder, quiet=2)


def machine() -> str:
    """One line about where the figures come from."""
    import sqlite3

    python = f"CPython {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    return f"{os.cpu_count()} cores, {platform.system()} {platform.release()}, {python}, load {os.getloadavg()[0]:.2f}"


# --- processes -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ended:
    """A process that has ended; CPU seconds are its own and those of every child it waited for."""

    seconds: float
    cpu: float
    code: int
    out: str


def run(arguments: Sequence[str], *, stdin: str = "", **more: str) -> Ended:
    """Runs this Python with `arguments` to its end. Raises RuntimeError with what it said when it fails with a bug."""
    temporary = tempfile.TemporaryFile
    with temporary("w+") as given, temporary("w+") as out, temporary("w+") as err:
        given.write(stdin)
        given.seek(0)
        began = time.perf_counter()
        started = subprocess.Popen(
            [sys.executable, *arguments], env=environment(**more), stdin=given, stdout=out, stderr=err, cwd=ROOT
        )
        _, status, usage = os.wait4(started.pid, 0)
        seconds = time.perf_counter() - began
        started.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        said = err.read()
        if started.returncode not in (0, 3) or "Traceback" in said:
            raise RuntimeError(f"{arguments} ended with {started.returncode}: {said[-2000:]}")
        return Ended(seconds, usage.ru_utime + usage.ru_stime, started.returncode, out.read())


def newsdesk(profile: Path, *arguments: str, stdin: str = "") -> Ended:
    """One newsdesk command."""
    return run([*COMMAND, "--profile", str(profile), *arguments], stdin=stdin)


def descendants(pid: int) -> list[int]:
    """The process and all its children, and theirs."""
    found = [pid]
    for at in found:
        for task in Path(f"/proc/{at}/task").glob("*/children"):
            with suppress(FileNotFoundError, ProcessLookupError):  # ended meanwhile
                found += map(int, task.read_text().split())
    return found


def pss(pid: int) -> float:
    """Proportional set size in MB (smaps_rollup, proc(5)); 0 of a process that has ended."""
    with suppress(FileNotFoundError, ProcessLookupError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1000
    return 0.0


def cpu_of(pid: int) -> float:
    """CPU seconds of a running process, user and system (proc(5), stat)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def end(process: subprocess.Popen[bytes]) -> None:
    """Asks a process to leave, and waits; kills it after ten seconds."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


# --- the loopback newspaper ------------------------------------------------------------------------------------------


@contextmanager
def newspaper(sources: int, items: int, latency: float = 0.0, hostile: int = 0) -> Iterator[dict[str, object]]:
    """`benchmarks/server.py` as a process of its own: what it printed (feeds, OPML, bytes); ends with the block."""
    server = subprocess.Popen(
        [sys.executable, str(HERE / "server.py"), str(sources), str(items), str(latency), str(hostile)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(),
    )
    assert server.stdout is not None
    assert server.stdin is not None
    try:
        yield json.loads(server.stdout.readline())
    finally:
        server.stdin.close()
        server.wait(10)
        server.stdout.close()


# --- the virtual screen ----------------------------------------------------------------------------------------------


class Screen:
    """An Xvfb of our own whose frame buffer is read from its memory-mapped file (X Window Dump, XWDFile.h)."""

    def __init__(self, width: int = 1280, height: int = 800) -> None:
        if shutil.which("Xvfb") is None:
            raise SystemExit("Xvfb is missing; on Debian: apt-get install xvfb")
        self._folder = tempfile.TemporaryDirectory()
        reading, writing = os.pipe()
        where = ["-nolisten", "tcp", "-fbdir", self._folder.name]
        self._server = subprocess.Popen(
            [
                *f"Xvfb -displayfd {writing} -screen 0 {width}x{height}x24 -nocursor -br -noreset".split(),
                *where,
            ],
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as told:
            self.display = f":{told.readline().strip()}"
        path = Path(self._folder.name) / "Xvfb_screen0"
        with path.open("rb") as file:
            self._memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        head = struct.unpack(">25I", self._memory[:100])
        self._start = head[0] + head[19] * 12

    def close(self) -> None:
        """Ends the server."""
        self._memory.close()
        end(self._server)
        self._folder.cleanup()

    def bytes(self) -> bytes:
        """The whole frame, four bytes a pixel."""
        return self._memory[self._start :]

    def sample(self) -> list[int]:
        """Every 13th pixel."""
        return memoryview(self.bytes()).cast("I")[::13].tolist()

    def wait_blank(self, seconds: float = 5.0) -> None:
        """Returns once the last window has left the screen. Raises RuntimeError when it stays."""
        until = time.monotonic() + seconds
        while len(set(self.sample())) > 1:
            if time.monotonic() > until:
                raise RuntimeError("a window stays on the screen")
            time.sleep(0.01)

    @staticmethod
    def is_painted(sample: list[int]) -> bool:
        """Five colours, and one pixel in a hundred not of the commonest."""
        colours = Counter(sample)
        return len(colours) >= 5 and colours.most_common(1)[0][1] <= 0.99 * len(sample)


@dataclass(frozen=True, slots=True)
class Start:
    """Milliseconds from spawn to the first painted frame, and to the frame from which 99 in 100 pixels stay.

    `cpu`: the process's own CPU milliseconds when it was painted, in steps of ten; a busy machine tells less on them.
    """

    painted: float
    settled: float
    cpu: float


def watch(screen: Screen, process: subprocess.Popen[bytes], began: float) -> Iterator[tuple[float, list[int] | None]]:
    """Seconds since `began` and every 13th pixel of a frame that is new, or None; some 500 times a second, for 30 s.

    Raises RuntimeError when the process ends meanwhile, or after that time.
    """
    last = screen.bytes()
    while (now := time.perf_counter() - began) < 30:
        if process.poll() is not None:
            break
        frame = screen.bytes()
        yield now, None if frame == last else screen.sample()
        last = frame
        time.sleep(0.002)
    said = process.stderr.read().decode()[-2000:] if process.stderr is not None and process.poll() is not None else ""
    raise RuntimeError(f"no window: {said}")


def start_window(
    screen: Screen, arguments: Sequence[str], watched: float = 1.0
) -> tuple[Start, subprocess.Popen[bytes]]:
    """Spawns a window, watches the screen until it is painted and `watched` seconds longer. It is left running."""
    screen.wait_blank()
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments],
        env=environment(DISPLAY=screen.display, QT_QPA_PLATFORM="xcb"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )
    frames: list[tuple[float, list[int]]] = []
    painted, cpu = None, 0.0
    for now, sample in watch(screen, process, began):
        if sample is not None:
            frames.append((now, sample))
            if painted is None and screen.is_painted(sample):
                painted, cpu = now, cpu_of(process.pid)
        if painted is not None and now >= painted + watched:
            break
    assert painted is not None
    final = frames[-1][1]
    allowed = len(final) // 100
    settled = next(
        at for at, sample in frames if sum(a != b for a, b in zip(sample, final, strict=True)) <= allowed
    )  # the first frame that is the last one already, but for a hundredth
    return Start(painted * 1000, settled * 1000, cpu * 1000), process


# --- figures ---------------------------------------------------------------------------------------------------------


def median(figures: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(figures)


def spread(figures: Sequence[float], unit: str = "ms", digits: int = 0) -> str:
    """`median (least to most)`."""
    return f"{median(figures):.{digits}f} {unit} ({min(figures):.{digits}f} to {max(figures):.{digits}f})"


def percentile(figures: Sequence[float], share: float) -> float:
    """The figure below which that share lies."""
    ranked = sorted(figures)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


def verdict(name: str, ratio: float, target: float) -> str:
    """A line that says whether a ratio keeps its promise."""
    return f"{name}: {ratio:.2f}× its limit, promised ≤ {target:.2f}×: {'kept' if ratio <= target else 'NOT KEPT'}"
