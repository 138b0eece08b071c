"""`ethicslint checklist`: the right questions for an article's topics, with sources, printed and stored nowhere."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from ethicslint.cli.main import main
from ethicslint.errors import RuleError
from ethicslint.project import protected
from ethicslint.project.rulecache import rules
from ethicslint.rulebook.builtin import builtin_folder
from ethicslint.rulebook.checklist import CHECKLIST, Question, questions

SUICIDE = "# Inquest into suicide opens\n\nThe coroner heard of a suicide in May.\n"
ROBBERY = "# Council opens a park\n\nIt has trees.\n"
QUESTION = """
bells:
  topics: ["suicide"]
  ask: "Have the bells been asked?"
  why: "They know."
  sources: ["who2023"]
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def invoke(*args: str, stdin: str | bytes | None = None) -> Any:
    return CliRunner().invoke(main, ["checklist", *args], input=stdin)


def builtin() -> dict[str, Question]:
    book = rules().book()
    return questions([builtin_folder()], book.topics, book.citations)


def test_the_questions_are_whole() -> None:
    """About 25, each a question with a reason and sources; every topic has some; none sends anybody to the bereaved."""
    every = builtin()
    assert 22 <= len(every) <= 32
    assert all(one.ask.endswith("?") and one.why and one.sources and one.topics for one in every.values())
    assert {topic for one in every.values() for topic in one.topics} == set(rules().book().topics)
    assert len({one.ask for one in every.values()}) == len(every)
    for one in every.values():
        assert not any(word in one.ask.lower() for word in ("contact", "call the", "interview", "previous conviction"))
        assert max(len(one.ask), len(one.why)) < 150


def test_questions_of_the_topics_of_the_article() -> None:
    Path("a.md").write_text(SUICIDE, encoding="utf-8")
    result = invoke("a.md")
    assert result.exit_code == 0
    asked = [one for one in builtin().values() if {"suicide", "proceedings"} & set(one.topics)]  # an inquest is both
    printed = " ".join(result.stdout.split())
    assert result.stdout.count("[ ] ") == len(asked)
    assert all(one.ask in printed and one.why in printed and one.sources[0].short in printed for one in asked)
    assert "suicide" in result.stdout.splitlines()[0]
    assert sorted(one.name for one in Path.cwd().iterdir()) == ["a.md"]


def test_no_topic_no_question() -> None:
    Path("a.md").write_text(ROBBERY, encoding="utf-8")
    assert invoke("a.md").stdout == "a.md: no topic that calls for questions.\n"


def test_standard_input() -> None:
    assert invoke("-", stdin=SUICIDE).stdout.startswith("-: ")
    assert invoke("-", stdin=b"\xff").exit_code == 2


def test_what_cannot_be_read() -> None:
    result = invoke("missing.md")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "ethicslint: missing.md: cannot be read: No such file or directory\n"


def test_questions_of_the_house(here: Path) -> None:
    """A house folder adds questions, and replaces one by its id."""
    Path("a.md").write_text(SUICIDE, encoding="utf-8")
    house = here / "house"
    (house / "suicide").mkdir(parents=True)
    (house / CHECKLIST).write_text(
        QUESTION + QUESTION.replace("bells", "helpline-works").replace("bells", "x"), encoding="utf-8"
    )
    rule = (Path(builtin_folder()) / "suicide" / "committed-suicide.yaml").read_text(encoding="utf-8")
    (house / "suicide" / "committed-suicide.yaml").write_text(rule, encoding="utf-8")
    printed = invoke("--rules", "house", "a.md").stdout
    assert "Have the bells been asked?" in printed
    assert "Was the number of the helpline tried" not in printed


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("who2023", "who2024", "x.yaml:6: there is no source “who2024” in sources.yaml; did you mean “who2023”?"),
        ('"suicide"', '"suicides"', "x.yaml:3: there is no topic “suicides”; did you mean “suicide”?"),
        ("asked?", "asked", "x.yaml:4: “ask” is a question and ends with “?”"),
        ("  why:", "  whys:", "unknown key “whys”; did you mean “why”?"),
        ('  why: "They know."\n', "", "“why” is missing"),
        ("bells:", "bells", "x.yaml:2"),
    ],
)
def test_mistakes(here: Path, old: str, new: str, said: str) -> None:
    """Mistakes are told with their line and the nearest that exists."""
    (here / CHECKLIST).write_text(QUESTION.replace(old, new), encoding="utf-8")
    book = rules().book()
    with pytest.raises(RuleError) as caught:
        questions([str(here)], book.topics, book.citations)
    assert said in str(caught.value).replace(str(here / CHECKLIST), "x.yaml")


def test_no_word_of_the_article(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the article is repeated, neither a broken front matter nor a protected name in its path."""
    path = here / "list.txt"
    path.write_text("Ann Quillon\n", encoding="utf-8")
    path.chmod(0o600)
    monkeypatch.setenv(protected.VARIABLE, str(path))
    Path("ann-quillon.md").write_text(f'---\ntitle: "Ann Quillon\nAnn Quillon: 1\n---\n{SUICIDE}', encoding="utf-8")
    result = invoke("ann-quillon.md")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{protected.STAND_IN}.md: ")
    assert "quillon" not in result.output.lower()
    assert "the front matter is broken" in result.stderr
