"""What a server may not say: no word of an article outside of diagnostics, and no protected name anywhere."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from lsp_client import editor

from ethicslint.lsp.telling import Telling

CANARY = "Quetzalcoatlus"
NAME = "Zoë Achterberg-Müller"
_PARTS = ("zo\\u00eb", "zoe", "achterberg", "müller", "m\\u00fcller", "muller")


async def test_no_word_of_an_article_is_logged(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Not with odd requests, not in errors, not on standard error; findings quote only what they flag."""
    uri = (tmp_path / "a.md").as_uri()
    text = f"# {CANARY}\n\nThe {CANARY} committed suicide.\n"
    async with editor("visual_studio_code", tmp_path, arguments=("--log-level=debug", "--verbose")) as client:
        client.open(uri, text)
        await client.sees(uri)
        client.change(uri, ((0, 0), (0, 0), f"{CANARY}\0\ud83d"))
        await client.sees(uri)
        nowhere = {"start": {"line": 999, "character": 0}, "end": {"line": -5, "character": 3}}
        broken = {"textDocument": {"uri": uri, "version": 9}, "contentChanges": [{"range": nowhere, "text": CANARY}]}
        for method, params in (
            ("textDocument/didChange", broken),
            ("textDocument/didChange", text),
            (f"$/{CANARY}", 3),
        ):
            client.protocol._send_data({"jsonrpc": "2.0", "method": method, "params": params})
        await client.raw("textDocument/hover", {"textDocument": CANARY})
        await client.raw("workspace/executeCommand", {"command": CANARY, "arguments": [text]})
        await client.raw(
            "workspace/executeCommand", {"command": "ethicslint.explainRule", "arguments": [text, 3, text]}
        )
        heard = [one for one in client.protocol.heard if CANARY in one]
    # A request that does not exist is named by whoever asked for it.
    assert [one for one in heard if "publishDiagnostics" not in one and "Method Not Found" not in one] == []
    out, err = capfd.readouterr()
    assert CANARY not in out + err


def test_a_fault_is_told_without_its_message() -> None:
    """The kind and the place of an exception, never what it says."""
    told: list[str] = []
    telling = Telling(lambda method, params: told.append(json.dumps(params)))
    try:
        {}[CANARY]
    except KeyError as error:
        telling.fault(error)
    assert len(told) == 2
    assert all("KeyError" in one for one in told)
    assert "test_lsp_secrets.py" in told[1]
    assert CANARY not in "".join(told)


async def test_a_protected_name_is_shown_by_place_alone(tmp_path: Path) -> None:
    """An error under the name, the other findings without words, no edit that would show one, and nothing suppresses it."""
    listed = tmp_path / "protected.txt"
    listed.write_text(f"{NAME}\n", encoding="utf-8")
    listed.chmod(0o600)
    work = tmp_path / "news"
    work.mkdir()
    text = f"# It rained\n\n{NAME} 😀 committed suicide.\n\nA “{NAME}” was found innocent.\n"
    uri = (work / "a.md").as_uri()
    async with editor("visual_studio_code", work, environment={"ETHICSLINT_PROTECTED": str(listed)}) as client:
        client.open(uri, text)
        shown = await client.sees(uri)
        names = [one for one in shown if one.code == "identification/protected-name"]
        assert [(one.range.start.line, one.range.start.character) for one in names] == [(2, 0), (4, 3)]
        assert names[0].range.end.character == len(NAME)
        assert {one.code for one in shown} > {"identification/protected-name"}
        for one in shown:
            actions = await client.actions(uri, one.range)
            assert not any("Write" in action["title"] for action in actions)
            await client.hover(uri, one.range.start.line, one.range.start.character)
        told = await client.actions(uri, names[1].range)
        assert not any("identification" in action["title"] for action in told if "edit" in action)
        listed.chmod(0o644)  # nobody can be sure of a list that others can read
        client.change(uri, ((0, 0), (0, 0), ""))
        (refusal,) = await client.sees(uri)
        assert "chmod 600" in refusal.message
        heard = "".join(client.protocol.heard).lower()
        assert not [part for part in _PARTS if part in heard]


async def test_a_name_in_the_path_of_a_repository_is_nobodys_copy(tmp_path: Path) -> None:
    """The folders around a workspace are not told of, a name in it is, and neither is shown."""
    listed = tmp_path / "protected.txt"
    listed.write_text("Quillon\n", encoding="utf-8")
    listed.chmod(0o600)
    work = tmp_path / "quillon" / "news"
    (work / "quillon").mkdir(parents=True)
    async with editor("visual_studio_code", work, environment={"ETHICSLINT_PROTECTED": str(listed)}) as client:
        client.open((work / "a.md").as_uri(), "It rained.\n")
        assert await client.sees((work / "a.md").as_uri()) == []
        client.open((work / "quillon" / "a.md").as_uri(), "It rained.\n")
        (found,) = await client.sees((work / "quillon" / "a.md").as_uri())
        assert "file name" in found.message
        assert client.messages == []


def test_what_is_printed_never_gets_between_messages(tmp_path: Path) -> None:
    """Standard output carries messages and nothing else, whatever else would write there."""
    (tmp_path / "sitecustomize.py").write_text(
        "import atexit\natexit.register(lambda: print('between'))\n", encoding="utf-8"
    )
    run = subprocess.run(
        [sys.executable, "-m", "ethicslint", "lsp"],
        input=b"",
        env={"PYTHONPATH": str(tmp_path), "PATH": "", "ETHICSLINT_CACHE_DIR": str(tmp_path / "cache")},
        capture_output=True,
        check=False,
    )
    assert (run.returncode, run.stdout) == (1, b"")
    assert b"between" in run.stderr
