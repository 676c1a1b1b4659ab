"""What the host runs is what anyone can run, with no more rights than it needs."""

import re

import pytest
import yaml
from conftest import ROOT

from edition.vocabulary import VERDICTS

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def load(path):
    """A workflow as a dictionary; YAML takes its key `on` for a truth."""
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {"on" if key is True else key: value for key, value in read.items()}


def steps_of(path):
    """All steps of a workflow."""
    return [step for job in load(path)["jobs"].values() for step in job["steps"]]


workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)


@workflow
def test_every_command_is_a_target_of_the_makefile(path):
    """So that it runs here too."""
    for step in steps_of(path):
        if "run" in step:
            target = re.fullmatch(
                r"make (?:--silent )?([a-z]+)(?: [A-Z]+=\S+)*(?: >> \"\$GITHUB_STEP_SUMMARY\")?", step["run"]
            )
            assert target, step["run"]
            assert re.search(rf"^{target[1]}:", MAKEFILE, re.MULTILINE), step["run"]


@workflow
def test_words_of_a_proposal_are_never_part_of_a_command(path):
    """An expression is put into a command before the shell sees it."""
    assert not [step["run"] for step in steps_of(path) if "${{" in step.get("run", "")]


@workflow
def test_nothing_is_allowed_but_what_a_job_names(path):
    """And only publishing may write."""
    read = load(path)
    assert read["permissions"] == {}
    for name, job in read["jobs"].items():
        writes = {right for right, level in job["permissions"].items() if level == "write"}
        assert writes == ({"pages", "id-token"} if (path.stem, name) == ("publish", "publish") else set())


@workflow
def test_a_proposal_runs_with_the_rights_of_a_stranger(path):
    """Not with those of the repository, and without keeping a token."""
    text = path.read_text(encoding="utf-8")
    assert not {"pull_request_target", "workflow_run"} & set(load(path)["on"])
    assert "secrets." not in text
    for step in steps_of(path):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


@workflow
def test_actions_are_pinned_and_jobs_end(path):
    """By the hash of a commit, or by a version."""
    for step in steps_of(path):
        assert re.fullmatch(r"[\w.-]+/[\w./-]+@([0-9a-f]{40}|v\d+(\.\d+)*)", step.get("uses", "a/b@v1")), step
    assert all(job["timeout-minutes"] <= 60 for job in load(path)["jobs"].values())


def test_what_is_published_has_the_history():
    """Whole: of a shallow clone no feed can be made."""
    for name in ("publish", "content"):
        for job in load(ROOT / f".github/workflows/{name}.yml")["jobs"].values():
            if any(step.get("run") == "make site" for step in job["steps"]):
                assert job["steps"][0]["with"]["fetch-depth"] == 0


def test_a_change_of_content_alone_waits_for_no_other_test():
    """It is answered by the check."""
    ignored = load(ROOT / ".github/workflows/code.yml")["on"]["pull_request"]["paths-ignore"]
    assert ignored == ["seeds/annotations/**", "seeds/glossary/**", "seeds/parallels/**"]
    assert load(ROOT / ".github/workflows/content.yml")["on"] == "pull_request"


def test_the_form_that_questions_a_verdict_offers_all_verdicts():
    """Those of the rules."""
    form = load(ROOT / ".github/ISSUE_TEMPLATE/question-a-verdict.yml")
    options = next(item["attributes"]["options"] for item in form["body"] if item.get("id") == "verdict")
    assert options == list(VERDICTS)


def test_the_python_of_the_workflows_is_the_oldest_that_is_promised():
    """What runs there runs everywhere."""
    promised = re.search(r'^requires-python = ">=([\d.]+)"', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)[1]
    steps = [step for path in WORKFLOWS for step in steps_of(path)]
    assert {step["with"]["python-version"] for step in steps if "setup-python" in step.get("uses", "")} == {promised}
