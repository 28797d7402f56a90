"""What is chosen for one source, how it fares, and what it cost."""

from __future__ import annotations

from tests.cli.conftest import FEED, Runs
from tests.press import Press


def test_a_source_is_set_and_the_meter_read(newsdesk: Runs, press: Press) -> None:
    url = press.publish("/feed", FEED)
    assert newsdesk("add", url).code == 0
    (row,) = newsdesk("sources", "--json").json
    assert (row["minutes"], row["texts"], row["pictures"], row["failures"]) == (30, True, None, 0)
    assert newsdesk("set", url, "--minutes", "120", "--texts", "no", "--pictures", "none").code == 0
    (row,) = newsdesk("sources", "--json").json
    assert (row["minutes"], row["texts"], row["pictures"]) == (120, False, "none")
    (cost,) = newsdesk("meter", "--json").json
    assert (cost["source"]["id"], cost["feeds"], cost["total"]) == (row["id"], len(FEED.encode()), cost["feeds"])
    assert "نشرة الجبل" in newsdesk("meter").out
    assert newsdesk("set", url).code == 2
    assert newsdesk("set", "99", "--minutes", "5").code == 2
    assert newsdesk("set", url, "--pictures", "large").code == 2


def test_a_fault_is_told_with_what_to_do(newsdesk: Runs, press: Press) -> None:
    url = press.publish("/feed", FEED)
    newsdesk("add", url)
    press.refuse("/feed", 403)
    newsdesk("sync")
    (row,) = newsdesk("sources", "--json").json
    assert row["fault"]["kind"] == "forbidden"
    assert url in row["fault"]["says"]
    assert "متصفحك" in row["fault"]["advice"]
    assert (row["failures"], row["last_success_at"] is not None) == (1, True)
    assert row["next_due_at"] > row["last_attempt_at"] > row["last_success_at"]
    assert "متصفحك" in newsdesk("sources").out


def test_a_source_gets_a_proxy_another_address_a_name_and_a_folder(newsdesk: Runs, press: Press) -> None:
    url = press.publish("/feed", FEED)
    newsdesk("add", url)
    chosen = ("--proxy", "socks5://reader:s3cret@localhost:9050", "--alternative", press.url("/other"))
    assert newsdesk("set", url, *chosen, "--title", "الجبل", "--folder", "الشام").code == 0
    (row,) = newsdesk("sources", "--json").json
    assert (row["proxy"], row["alternative_url"]) == ("socks5://localhost:9050", press.url("/other"))
    assert (row["title"], row["folder"], row["answered_by"]) == ("الجبل", "الشام", "own")
    assert newsdesk("set", url, "--proxy", "default", "--alternative", "none", "--folder", "").code == 0
    (row,) = newsdesk("sources", "--json").json
    assert (row["proxy"], row["alternative_url"], row["folder"], row["title"]) == (None, None, None, "الجبل")
    wrong = newsdesk("set", url, "--proxy", "ftp://reader:s3cret@localhost:21")
    assert wrong.code == 2
    assert "s3cret" not in wrong.err
    assert newsdesk("set", url, "--take-back").code == 2


def test_a_source_says_in_one_word_how_it_fares(newsdesk: Runs, press: Press) -> None:
    url = press.publish("/feed", FEED)
    newsdesk("add", url)
    (row,) = newsdesk("sources", "--json").json
    assert (row["state"]["is"], row["state"]["word"], row["state"]["ailing"]) == ("well", "سليم", False)
    press.refuse("/feed", 403)
    newsdesk("sync")
    (row,) = newsdesk("sources", "--json").json
    assert (row["state"]["is"], row["state"]["word"], row["state"]["ailing"]) == ("blocked", "محجوب", True)
    assert row["state"]["advice"]
    assert "محجوب" in newsdesk("sources").out


def test_nothing_on_the_meter_is_said_so(newsdesk: Runs) -> None:
    assert newsdesk("meter").out.strip() == "لم يأت شيء عبر الشبكة بعد."
    assert newsdesk("meter", "--json").json == []
