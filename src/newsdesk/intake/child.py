"""The intake process: fetches on sixteen threads, reads every document on one, and ends with the pipe of its parent."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading

from newsdesk.domain.faults import Failed, Fault, FaultKind
from newsdesk.intake import wire, work
from newsdesk.intake.jobs import Refused
from newsdesk.intake.lanes import Documents, Fetches, Task
from newsdesk.intake.limits import Reading, Setup
from newsdesk.intake.restraint import Restraint
from newsdesk.web.client import Client

FETCHERS = 16
STACK = 512 * 1024  # bytes for a fetching thread; the kernel counts them all against the memory limit

log = logging.getLogger(__name__)


class Child:
    """Lives in the child: `hear` on the thread that reads the pipe, `read_all` on the main thread."""

    def __init__(self, setup: Setup, out: int) -> None:
        self._limits = setup.limits
        authorities = os.environ.get("SSL_CERT_FILE")  # where a company looks into its own traffic
        self._client = Client(
            user_agent=setup.user_agent, proxies=setup.proxies, authorities=authorities, manners=setup.manners
        )
        self._out = out
        self._writing = threading.Lock()
        self._fetches = Fetches(self._client.politeness.pace)
        self._documents = Documents()

    def hear(self, frame: bytes) -> None:
        """Takes a job in."""
        job = wire.decode(frame)
        self._fetches.put(work.begun(job))  # type: ignore[arg-type]

    def fetch_all(self) -> None:
        """One fetching thread, for ever."""
        while True:
            task = self._fetches.take()
            answer = None
            try:
                answer = work.fetch(self._client, task, self._limits)
            except (Failed, MemoryError) as refusal:
                following = work.after_refusal(task, refusal)
                if following is not None:
                    self._go_on(following)
                    continue
                if not task.earlier and not task.received:  # else what did come is read
                    self._refuse(task, refusal)
                    continue
            except Exception as bug:  # noqa: BLE001 - top of a thread
                self._refuse(task, bug)
                continue
            finally:
                self._fetches.done(task)
            self._documents.put(task, answer)

    def _go_on(self, task: Task) -> None:
        """Has the task's next address fetched, or the page itself read when that is all that is left."""
        if task.is_page:
            self._documents.put(task, task.page)
        else:
            self._fetches.put(task)

    def read_all(self) -> None:
        """The one thread that reads documents, for ever."""
        restraint = Restraint(self._limits)
        while True:
            task, answer = self._documents.take()
            self._send(Reading(task.job.job))
            try:
                with restraint:
                    outcome = work.read(task, answer)
            except (Failed, MemoryError) as refusal:
                self._refuse(task, refusal)
            except Exception as bug:  # noqa: BLE001 - top of a thread
                self._refuse(task, bug)
            else:
                if isinstance(outcome, Task):
                    self._fetches.put(outcome)
                else:
                    self._send(outcome)
            del task, answer

    def _refuse(self, task: Task, refusal: BaseException) -> None:
        if isinstance(refusal, Failed):
            said = refusal.fault.facts.get("retry_after")
            self._send(Refused(task.job.job, refusal.fault, said if isinstance(said, int) else None))
            return
        limit = "memory" if isinstance(refusal, MemoryError) else "died"
        if limit == "died":
            log.error("a document could not be read: %s", task.url, exc_info=refusal)
        facts = {"address": work.address_of(task.job), "limit": limit}
        self._send(Refused(task.job.job, Fault(FaultKind.TOO_HEAVY, facts)))

    def _send(self, message: wire.Message) -> None:
        frame = memoryview(wire.encode(message))
        try:
            with self._writing:
                while frame:
                    frame = frame[os.write(self._out, frame) :]
        except BrokenPipeError:
            os._exit(0)


def main() -> None:
    """Runs until the parent closes the pipe; the parent may also be gone by then."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's
    logging.basicConfig(level=logging.ERROR, format="newsdesk intake: %(message)s")
    coming, out = _own_pipes()
    stream = os.fdopen(coming, "rb", buffering=1024 * 1024)
    first = wire.read_frame(stream.read)
    setup = wire.decode(first) if first else None
    if not isinstance(setup, Setup):
        return
    child = Child(setup, out)

    def listen() -> None:
        while frame := wire.read_frame(stream.read):
            child.hear(frame)
        os._exit(0)

    threading.stack_size(STACK)
    threading.Thread(target=listen, name="listen", daemon=True).start()
    for number in range(FETCHERS):
        threading.Thread(target=child.fetch_all, name=f"fetch {number}", daemon=True).start()
    child.read_all()


def _own_pipes() -> tuple[int, int]:
    """Both pipes under numbers of our own; whatever prints goes to the log, whatever reads gets nothing."""
    coming, out = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    os.close(nothing)
    if sys.platform == "win32":
        import msvcrt

        msvcrt.setmode(coming, os.O_BINARY)
        msvcrt.setmode(out, os.O_BINARY)
    return coming, out
