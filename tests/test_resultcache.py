"""Results kept between runs: the same output with and without them, and no word of an article in them."""

import json
import marshal
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ethicslint.engine.findings import Hit
from ethicslint.project import resultcache
from ethicslint.project.check import FileReport, Settings, check_bytes
from ethicslint.project.resultcache import Results
from ethicslint.project.rulecache import rules
from ethicslint.rulebook.builtin import builtin_folder
from ethicslint.rulebook.load import load

COMPILED = rules()
BAD = [example.text for rule in load([builtin_folder()]).rules.values() for example in rule.bad]
ARTICLE = b"# Man found innocent\n\nHe committed suicide.\n"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ETHICSLINT_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def results(settings: object = None) -> Results:
    COMPILED.signature = COMPILED.signature or b"these rules"
    made = Results.of(COMPILED, settings)
    assert made is not None
    return made


def check(data: bytes, kept: Results | None, path: str = "a.md") -> FileReport:
    return check_bytes(data, path, COMPILED, Settings(None), kept)


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the articles that are looked through."""
    seen: list[str] = []
    real = Results.hits

    def hits(self: Results, document: object, look: object) -> list[Hit]:
        def counted() -> list[Hit]:
            seen.append(document.source.path)  # type: ignore[attr-defined]
            return look()  # type: ignore[operator,no-any-return]

        return real(self, document, counted)  # type: ignore[arg-type]

    monkeypatch.setattr(Results, "hits", hits)
    return seen


def test_what_was_found_is_found_again_without_looking(looks: list[str]) -> None:
    first = results()
    fresh = check(ARTICLE, first)
    first.keep()
    assert check(ARTICLE, results()) == fresh
    assert len(fresh.findings) >= 2
    assert looks == ["a.md"]


def test_content_path_ending_and_settings_count_and_the_name_does_not(looks: list[str]) -> None:
    first = results()
    check(ARTICLE, first)
    first.keep()
    assert check(ARTICLE, results(), "elsewhere/b.md").findings[0].path == "elsewhere/b.md"
    assert looks == ["a.md"]
    check(ARTICLE + b"\n", results())
    check(ARTICLE, results(), "a.txt")
    check(ARTICLE, results(Settings(frozenset((1, 2)))))
    check(ARTICLE, results(Settings(None, "warning")))
    assert looks == ["a.md", "a.md", "a.txt", "a.md", "a.md"]


def test_other_rules_other_results(looks: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    first = results()
    check(ARTICLE, first)
    first.keep()
    monkeypatch.setattr(COMPILED, "signature", COMPILED.signature + b"changed")
    check(ARTICLE, results())
    assert looks == ["a.md", "a.md"]


def test_rules_without_a_signature_keep_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Such were not read from files whose changes would be noticed."""
    monkeypatch.setattr(COMPILED, "signature", b"")
    assert Results.of(COMPILED, None) is None


def test_settings_read_the_same_in_any_order() -> None:
    one, other = {"b": frozenset(range(50)), "a": (None, 1)}, {"a": (None, 1), "b": frozenset(reversed(range(50)))}
    assert resultcache._steady(one) == resultcache._steady(other)
    assert resultcache._steady(("a", "b")) != resultcache._steady(("a,'b'",))
    with pytest.raises(TypeError, match="object has no steady form"):
        resultcache._steady(object())


def test_an_article_with_problems_is_looked_through_every_time(looks: list[str]) -> None:
    for _ in range(2):
        kept = results()
        report = check(b"---\ntitle: [\n---\n\nHe committed suicide.\n", kept)
        kept.keep()
        assert report.problems
    assert looks == ["a.md", "a.md"]


def test_no_word_of_an_article_no_name_and_no_setting_is_kept(cache: Path) -> None:
    """Nothing but numbers and hashes; and the hashes are under the user's own key, so that no guess can be tried elsewhere."""
    kept = results(Settings(None, "Rosamund Quill"))
    check(
        b"# Rosamund Quill found innocent of murder\n\nIsidore Blackthorn committed suicide.\n",
        kept,
        "rosamund-quill.md",
    )
    kept.keep()

    def parts(value: object) -> Iterator[object]:
        if isinstance(value, dict):
            for key, one in value.items():
                assert isinstance(key, bytes)
                assert len(key) == 16
                yield from parts(one)
        elif isinstance(value, tuple):
            for one in value:
                yield from parts(one)
        else:
            yield value

    (shard,) = cache.glob("results-*.bin")
    held = list(parts(marshal.loads(shard.read_bytes()[16:])))
    assert len(held) > 10
    assert {type(one) for one in held} <= {int, bool}
    everything = b"".join(path.read_bytes() + path.name.encode() for path in cache.iterdir())
    for word in ("quill", "isidore", "blackthorn", "innocent", "murder"):
        assert word.encode() not in everything.lower()


def test_nobody_else_can_read_it(cache: Path) -> None:
    kept = results()
    check(ARTICLE, kept)
    kept.keep()
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in cache.iterdir()} == {0o600}


@pytest.mark.parametrize("damage", ["flip", "cut", "empty", "foreign", "writable", "swapped", "folder", "key"])
def test_what_is_damaged_or_foreign_is_as_good_as_none(cache: Path, looks: list[str], damage: str) -> None:
    first = results()
    fresh = check(ARTICLE, first)
    first.keep()
    (shard,) = cache.glob("results-*.bin")
    data = shard.read_bytes()
    if damage == "flip":
        shard.write_bytes(data[:40] + bytes([data[40] ^ 1]) + data[41:])
    elif damage == "cut":
        shard.write_bytes(data[:-1])
    elif damage == "empty":
        shard.write_bytes(b"")
    elif damage == "foreign":
        # A shard that says that nothing was found, made by somebody who does not have our key.
        body = marshal.dumps(dict.fromkeys(marshal.loads(data[16:]), ()))
        shard.write_bytes(resultcache._hash(b"another key", resultcache._FORM, body) + body)
    elif damage == "writable":
        shard.chmod(0o666)
    elif damage == "swapped":
        shard.rename(shard.with_name(f"results-{(int(shard.stem[-2:]) + 1) % 64:02}.bin"))
    elif damage == "folder":
        shard.unlink()
        shard.mkdir()
    else:
        (cache / "results.key").write_bytes(os.urandom(32))
    second = results()
    assert check(ARTICLE, second) == fresh
    second.keep()
    assert looks == ["a.md", "a.md"]


def test_a_folder_that_cannot_be_written_costs_time_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("ETHICSLINT_CACHE_DIR", str(tmp_path / "file"))
    assert Results.of(COMPILED, None) is None


def test_its_size_is_bounded_and_the_oldest_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resultcache, "_LARGEST", 2000)
    rows = ((1, 2, 3, 4, -1, False, False, 2, -1, ()),)
    names = [bytes([0, number]) + bytes(14) for number in range(200)]
    kept = results()
    for name in names:
        kept.give({name: rows})
        kept.keep()
    held = kept._read(0)
    assert names[-1] in held
    assert names[0] not in held
    assert 10 < len(held) < 200
    assert os.path.getsize(kept._place(0)) <= 2000 + 16


def test_runs_at_the_same_time_leave_a_whole_cache(root: Path, tmp_path: Path, cache: Path) -> None:
    """Three processes that read and write at once: each has the right output, and what they leave is whole."""
    (tmp_path / "in").mkdir()
    for name in ("court-report.md", "suicide.md", "campus-assault.md", "domestic-homicide.md"):
        shutil.copy(root / "examples" / name, tmp_path / "in")
    command = [sys.executable, "-m", "ethicslint", "check", "--format", "json", "--exit-zero", "in"]
    env = {**os.environ, "ETHICSLINT_CACHE_DIR": str(cache)}
    rules()  # compiled once and not six times
    runs = [subprocess.Popen(command, cwd=tmp_path, env=env, stdout=subprocess.PIPE) for _ in range(3)]
    outputs = {run.communicate()[0] for run in runs}
    assert len(outputs) == 1
    (output,) = outputs
    assert len(json.loads(output)["findings"]) > 20
    assert all(len(path.suffixes) == 1 for path in cache.iterdir()), "no unfinished file is left"
    assert subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, check=True).stdout == output


def test_the_output_is_the_same_with_and_without(root: Path, tmp_path: Path, cache: Path) -> None:
    """Without a cache, first run, second run, two processes: the same bytes; and --no-cache leaves nothing behind."""
    (tmp_path / "in").mkdir()
    for name in ("court-report.md", "suicide.md"):
        shutil.copy(root / "examples" / name, tmp_path / "in")
    (tmp_path / "in" / "broken.md").write_text("---\ntitle: [\n---\n\nHe was found innocent.\n", encoding="utf-8")
    command = [sys.executable, "-m", "ethicslint", "check", "--format", "json", "--statistics", "in"]

    def run(*options: str) -> tuple[int, bytes, bytes]:
        done = subprocess.run([*command, *options], cwd=tmp_path, capture_output=True)
        return done.returncode, done.stdout, done.stderr

    without = run("--no-cache")
    assert len(json.loads(without[1])["findings"]) > 10
    assert not cache.exists()
    for options in ((), (), ("--jobs", "2")):
        assert run(*options) == without
    assert list(cache.glob("results-*.bin"))


articles = st.lists(
    st.one_of(st.sampled_from(BAD), st.sampled_from(BAD).map(lambda text: f"“{text}” she said.")),
    min_size=1,
    max_size=5,
).map("\n\n".join)


@settings(max_examples=60)
@given(articles, st.sampled_from(["a.md", "a.txt"]))
def test_what_is_kept_reads_as_it_did(article: str, path: str) -> None:
    """Any article of bad examples: every field of every finding, from hits that went through the cache."""
    kept = results()
    fresh = check(article.encode(), None, path)
    assert check(article.encode(), kept, path) == fresh
    kept.keep()
    assert check(article.encode(), results(), path) == fresh
