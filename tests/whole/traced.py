"""Runs a program under strace and tells which files it and its children opened, and to whom they connected."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

CALLS = "open,openat,openat2,creat,connect,execve"
_OPEN = re.compile(r'(?:open|openat|openat2|creat)\((?:AT_FDCWD, |\d+(?:<[^>]*>)?, )?"((?:[^"\\]|\\.)*)"')
_INTERNET = re.compile(
    r"connect\([^{]*\{sa_family=AF_INET6?, sin6?_port=htons\((\d+)\)"
    r".*?(?:inet_addr\(\"([^\"]+)\"|inet_pton\(AF_INET6, \"([^\"]+)\")"
)
_EXECUTED = re.compile(r'execve\("((?:[^"\\]|\\.)*)"')


@dataclass
class Traced:
    """What the program said, and what it asked the kernel for: files by name, hosts as (address, port), programs."""

    returncode: int
    stdout: str
    stderr: str
    files: set[str] = field(default_factory=set)
    hosts: set[tuple[str, int]] = field(default_factory=set)
    programs: set[str] = field(default_factory=set)


def is_there() -> bool:
    """Whether this system has a tracer."""
    return shutil.which("strace") is not None


def run(command: list[str], log: Path, *, environment: dict[str, str], stdin: str, seconds: float) -> Traced:
    """Runs the command to its end under the tracer, all its children and threads with it."""
    traced = ["strace", "-f", "--seccomp-bpf", "-q", "-s", "4096", "-e", f"trace={CALLS}", "-e", "signal=none"]
    done = subprocess.run(
        [*traced, "-o", str(log), *command],
        env=environment,
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        timeout=seconds,
        check=False,
    )
    found = Traced(done.returncode, done.stdout, done.stderr)
    with log.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if opened := _OPEN.search(line):
                found.files.add(opened[1])
            elif connected := _INTERNET.search(line):
                found.hosts.add((connected[2] or connected[3], int(connected[1])))
            elif executed := _EXECUTED.search(line):
                found.programs.add(executed[1])
    return found
