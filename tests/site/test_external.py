"""The addresses of sources are tried with care, and the answers become a report; no test asks a real host."""

import contextlib
import threading
import urllib.error
import urllib.request
from types import SimpleNamespace

import pytest
from conftest import SOUND

from edition.assembly import read_edition
from edition.cli import run
from edition.problems import Problems
from edition.site import external

NOTE = "seeds/annotations/first/adopted.md"


def test_every_address_is_found_once_with_all_its_files(made):
    """In sources and in bodies."""
    note = SOUND[NOTE].replace("named by", "[named](https://example.org/other?a=1) by")
    note = note.replace(
        "kind: context\n", "kind: context\n" + SOUND["seeds/glossary/plan.md"].split("]\n")[1].split("---")[0]
    )
    edition = read_edition(made({NOTE: note}), Problems())
    assert external.addresses(edition) == {
        "https://example.org/page": [NOTE, "seeds/glossary/plan.md"],
        "https://example.org/other?a=1": [NOTE],
    }


def test_a_host_is_asked_one_question_at_a_time_and_answers_keep_their_order():
    """The hosts are asked side by side, so the answers come in any order."""
    urls = [f"https://{host}.example/{number}" for number in range(5) for host in ("a", "b", "c")]
    asking, lock = [], threading.Lock()

    def ask(url):
        host = url.split("/")[2]
        with lock:
            assert host not in asking
            asking.append(host)
        with lock:
            asking.remove(host)
        return external.Answer(url, 200, "OK")

    assert [answer.url for answer in external.ask_all(urls, ask)] == urls


@pytest.mark.parametrize(
    ("status", "dead", "alive"),
    [
        *((200, False, True), (301, False, True)),
        *((403, False, False), (429, False, False), (451, False, False), (500, False, False)),
        *((404, True, False), (410, True, False), (0, True, False)),
    ],
)
def test_only_what_is_certainly_gone_is_called_so(status, dead, alive):
    """Many hosts turn programs away and let people in."""
    answer = external.Answer("https://example.org/", status, "")
    assert (answer.is_dead, answer.is_alive) == (dead, alive)


def test_the_report_is_ready_to_be_filed():
    """What is gone first, as a list to be ticked off, each with the files that name it."""
    answers = [
        external.Answer("https://a.example/", 200, "OK"),
        external.Answer("https://b.example/", 404, "Not Found"),
        external.Answer("https://c.example/", 403, "Forbidden"),
        external.Answer("https://d.example/", 0, "no such host"),
    ]
    files = {answer.url: ["seeds/glossary/plan.md"] for answer in answers}
    report = external.report(answers, files)
    assert report.startswith("4 addresses were tried: 1 answers, 2 are gone, 1 is for a person to try.\n")
    gone, unclear = report.split("## For a person to try")
    assert "- [ ] <https://b.example/> (404: Not Found)\n  - `seeds/glossary/plan.md`\n" in gone
    assert "<https://d.example/> (no answer: no such host)" in gone
    assert "<https://c.example/>" in unclear
    assert "a.example" not in report


def test_the_command_fails_if_something_is_gone(made, monkeypatch, capsys):
    """So that the weekly run tells the maintainers."""
    monkeypatch.chdir(made())
    monkeypatch.setattr(external, "ask", lambda url: external.Answer(url, 404, "Not Found"))
    assert run(["external"]) == 1
    assert "https://example.org/page" in capsys.readouterr().out
    monkeypatch.setattr(external, "ask", lambda url: external.Answer(url, 200, "OK"))
    assert run(["external"]) == 0


@pytest.mark.parametrize(("status", "reason"), [(403, "Forbidden"), (410, "Gone"), (503, "Busy")])
def test_an_answer_that_is_a_refusal_is_told_as_it_was_given(status, reason, monkeypatch):
    """A page that programs may not read would else be called gone."""

    def refuse(request, **_):
        raise urllib.error.HTTPError(request.full_url, status, reason, None, None)

    monkeypatch.setattr(urllib.request, "urlopen", refuse)
    assert external.ask("https://example.org/") == external.Answer("https://example.org/", status, reason)


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://example.org/a%20b?c=%E4%B8%AD#d", "https://example.org/a%20b?c=%E4%B8%AD"),
        ("https://example.org/中 文", "https://example.org/%E4%B8%AD%20%E6%96%87"),
    ],
)
def test_an_address_is_asked_as_a_browser_would_ask_it(url, asked, monkeypatch):
    """Letters of other scripts are put into their codes, and codes are left as they are."""
    requests = []

    def answer(request, **_):
        requests.append(f"{request.type}://{request.host}{request.selector}")
        return contextlib.nullcontext(SimpleNamespace(status=200, reason="OK"))

    monkeypatch.setattr(urllib.request, "urlopen", answer)
    assert external.ask(url).is_alive
    assert requests == [asked]


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://127.0.0.1:1/ü", "https://[::1"])
def test_an_address_that_does_not_answer_is_an_answer(url):
    """Whatever goes wrong on the way; these go no further than this machine."""
    answer = external.ask(url)
    assert answer.is_dead
    assert answer.reason
