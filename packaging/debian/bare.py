"""An empty Debian in a folder, to try a package in: made with debootstrap, entered with chroot."""

from __future__ import annotations

import hashlib
import re
import subprocess
from pathlib import Path
from types import TracebackType

COPIED = (
    *("/etc/apt/sources.list", "/etc/apt/sources.list.d", "/etc/apt/apt.conf.d", "/etc/apt/trusted.gpg.d"),
    *("/etc/ssl/certs", "/usr/share/ca-certificates", "/usr/local/share/ca-certificates"),
    *("/etc/resolv.conf", "/etc/hosts"),
)
MOUNTS = (("proc", "/proc"), ("bind", "/dev"), ("bind", "/dev/shm"))
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
PATIENCE = 900


class Bare:
    """The folder, made when it is not there, with its mounts for as long as it is used."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._mounted: list[Path] = []

    def __enter__(self) -> Bare:
        if not (self.root / "etc/debian_version").is_file():
            self._make()
        for name in COPIED:
            self._copy(Path(name))
        for kind, place in MOUNTS:
            target = self.root / place[1:]
            target.mkdir(parents=True, exist_ok=True)
            how = ["-t", "proc", "proc"] if kind == "proc" else ["--bind", place]
            subprocess.run(["mount", *how, str(target)], check=True)
            self._mounted.insert(0, target)
        self.inside("apt-get update -qq")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for target in self._mounted:
            if subprocess.run(["umount", str(target)], check=False).returncode != 0:
                subprocess.run(["umount", "-l", str(target)], check=False)

    def _make(self) -> None:
        suite = re.search(r"VERSION_CODENAME=(\w+)", Path("/etc/os-release").read_text(encoding="utf-8"))
        command = ["debootstrap", "--variant=minbase", "--include=ca-certificates", suite[1] if suite else "bookworm"]
        subprocess.run([*command, str(self.root), *mirror()], check=True, stdout=subprocess.DEVNULL)

    def _copy(self, source: Path) -> None:
        """Puts what this machine has at a path there, too; what is not here is not there."""
        target = self.root / str(source)[1:]
        if source.parts[1:3] == ("etc", "apt"):
            subprocess.run(["rm", "-rf", str(target)], check=True)
        if source.exists():
            how = "-aT" if source == Path("/etc/ssl/certs") else "-aLT"  # its links point into its neighbours
            subprocess.run(["cp", how, "--remove-destination", str(source), str(target)], check=True)

    def inside(self, line: str, *, user: str = "root") -> subprocess.CompletedProcess[str]:
        """A line of shell run in the folder, with an empty environment; its exit code and what it printed."""
        home = "/root" if user == "root" else f"/home/{user}"
        who = [] if user == "root" else ["setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups"]
        command = ["chroot", str(self.root), *who, "env", "-i", f"HOME={home}", f"PATH={PATH}", "LANG=C.UTF-8"]
        command += ["DEBIAN_FRONTEND=noninteractive", "bash", "-c", f"cd && {line}"]
        return subprocess.run(
            command, check=False, text=True, capture_output=True, stdin=subprocess.DEVNULL, timeout=PATIENCE
        )

    def as_reader(self, line: str) -> subprocess.CompletedProcess[str]:
        """The same, as the user `reader`."""
        return self.inside(line, user="reader")

    def apt(self, verb: str, *packages: str) -> subprocess.CompletedProcess[str]:
        """apt-get with these packages and nothing that is only recommended."""
        return self.inside(f"apt-get {verb} -y -qq --no-install-recommends {' '.join(packages)}")

    def has(self, name: str) -> bool:
        """Whether a file is there; `name` without its first stroke."""
        return (self.root / name).exists()

    def profile(self) -> dict[str, str]:
        """Every file of the reader's profile with a digest of its bytes."""
        home = self.root / "home/reader"
        files = [path for name in (".local", ".cache") for path in (home / name).rglob("*newsdesk*/**/*")]
        return {
            str(path.relative_to(home)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in files
            if path.is_file() and not path.is_socket()
        }


def mirror() -> list[str]:
    """The mirror that this machine's apt is told of, [] when none is found: debootstrap has its own."""
    places = [Path("/etc/apt/sources.list"), *Path("/etc/apt/sources.list.d").glob("*.sources")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in places if path.is_file())
    found = re.findall(r"^(?:URIs:|deb(?: \[[^\]]*\])?) +(https?:\S+)", text, re.MULTILINE)
    return [place for place in found if "security" not in place][:1]
