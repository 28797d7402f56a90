"""Who is due and when again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from newsdesk.domain.faults import Fault, FaultKind
from newsdesk.domain.source import Health
from newsdesk.intake.jobs import Refused
from newsdesk.sync import plan

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)


def silence(reason: str = "name") -> Fault:
    return Fault(FaultKind.NO_ANSWER, {"address": "https://a.example/", "reason": reason})


def test_a_source_never_polled_is_due() -> None:
    assert plan.is_due(Health(), NOW)


def test_a_source_waits_for_its_time() -> None:
    assert not plan.is_due(Health(next_due_at=NOW + timedelta(seconds=1)), NOW)
    assert plan.is_due(Health(next_due_at=NOW), NOW)


def test_a_next_time_stored_by_a_wrong_clock_does_not_silence_a_source() -> None:
    assert plan.is_due(Health(next_due_at=NOW + timedelta(days=3650)), NOW)


def test_faults_in_a_row_double_the_wait_up_to_a_day() -> None:
    waits = [plan.next_after_fault(NOW, HALF_HOUR, count, None, Random(1)) - NOW for count in (1, 2, 3, 30)]
    assert timedelta(minutes=24) <= waits[0] <= timedelta(minutes=36)
    assert timedelta(minutes=48) <= waits[1] <= timedelta(minutes=72)
    assert waits[1] < waits[2]
    assert waits[3] == plan.LONGEST_WAIT


@pytest.mark.parametrize(("said", "kept"), [(120, 120), (1, 60), (10**9, 24 * 3600)])
def test_retry_after_is_kept_to_within_a_day(said: int, kept: int) -> None:
    assert plan.next_after_fault(NOW, HALF_HOUR, 5, said, Random(1)) - NOW == timedelta(seconds=kept)


def test_a_sync_by_hand_waits_only_for_a_host_that_said_retry_after() -> None:
    later = NOW + timedelta(minutes=5)
    said = Fault(FaultKind.TOO_MANY_REQUESTS, {"retry_after": 300})
    assert plan.must_wait(Health(next_due_at=later, fault=said), NOW)
    assert not plan.must_wait(Health(next_due_at=NOW, fault=said), NOW)
    assert not plan.must_wait(Health(next_due_at=later, fault=Fault(FaultKind.TOO_MANY_REQUESTS, {})), NOW)
    assert not plan.must_wait(Health(next_due_at=later, fault=Fault(FaultKind.SERVER_ERROR, {})), NOW)


def test_too_many_requests_without_a_time_means_an_hour() -> None:
    assert plan.asked_wait(Refused(1, Fault(FaultKind.TOO_MANY_REQUESTS, {}))) == 3600
    assert plan.asked_wait(Refused(1, Fault(FaultKind.TOO_MANY_REQUESTS, {"retry_after": 90}), 90)) == 90
    assert plan.asked_wait(Refused(1, Fault(FaultKind.SERVER_ERROR, {}))) is None


def test_a_host_that_said_retry_after_is_held_for_all_its_sources() -> None:
    said = Health(next_due_at=NOW + HALF_HOUR, fault=Fault(FaultKind.TOO_MANY_REQUESTS, {"retry_after": 300}))
    polled = [
        ("https://Press.example/a", said),
        ("https://press.example/b", Health()),
        ("https://x.example/", Health()),
    ]
    assert plan.held_hosts(polled, NOW) == {"press.example"}
    assert plan.host_of("https://reader:word@press.example/b") == "press.example"


def test_names_that_are_not_found_anywhere_mean_that_we_are_offline() -> None:
    assert plan.is_offline([silence()], answered=0)
    assert plan.is_offline([silence(), Fault(FaultKind.TIMED_OUT, {})], answered=0)


def test_one_answer_means_that_the_line_is_up() -> None:
    assert not plan.is_offline([silence(), silence()], answered=1)


def test_a_host_that_refuses_was_reached() -> None:
    assert not plan.is_offline([silence("refused")], answered=0)
    assert not plan.is_offline([silence(), Fault(FaultKind.NOT_FOUND, {})], answered=0)


def test_one_silent_source_alone_is_not_an_outage() -> None:
    assert not plan.is_offline([Fault(FaultKind.TIMED_OUT, {})], answered=0)
