"""The language server as editors know it: what is shown, offered, explained and said."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from lsp_client import PROFILES, PULLING, editor, profile
from lsprotocol import types

TEXT = """\
---
title: Poet committed suicide 😀, inquest told
---

# Verdict 😀 in Ashford: carer found innocent

Jurors found him innocent 😀 on Monday. The poet 𝒳 committed suicide in 1962.\r
A second line 😀 says that he committed suicide.

> He committed suicide, said a neighbour.
"""
BROKEN = "min-levl: warning\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository with one article."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "a.md").write_bytes(TEXT.encode())
    return tmp_path


def checked(path: Path, *options: str) -> list[dict[str, Any]]:
    """What `ethicslint check` finds in an article."""
    report = run(path.parent, "check", "--format", "json", *options, path.name)
    findings: list[dict[str, Any]] = json.loads(report)["findings"]
    return findings


def run(folder: Path, *arguments: str) -> str:
    """What a command prints in a folder."""
    command = [sys.executable, "-m", "ethicslint", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False).stdout


def offset(text: str, position: types.Position, unit: str) -> int:
    """Code points before a position."""
    encoding = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}[unit]
    size = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[unit]
    lines = text.replace("\r\n", "\n").replace("\n", "\n\0").split("\0")
    before = lines[position.line].encode(encoding)[: position.character * size].decode(encoding)
    start = 0
    for _ in range(position.line):
        start = text.index("\n", start) + 1
    return start + len(before)


def as_found(text: str, shown: list[types.Diagnostic], unit: str) -> list[tuple[object, ...]]:
    """Diagnostics in the words of the command line."""
    levels = {1: "error", 2: "warning", 3: "suggestion"}
    return [
        (
            one.code,
            levels[one.severity.value if one.severity else 0],
            offset(text, one.range.start, unit),
            offset(text, one.range.end, unit),
        )
        for one in shown
    ]


def as_told(findings: list[dict[str, Any]]) -> list[tuple[object, ...]]:
    return [(one["rule"], one["level"], one["start"]["offset"], one["end"]["offset"]) for one in findings]


def the(rule: str, shown: list[types.Diagnostic], number: int = 0) -> types.Diagnostic:
    return [one for one in shown if one.code == rule][number]


def applied(text: str, edits: list[dict[str, Any]], unit: str) -> str:
    """A text with edits made."""

    def at(point: dict[str, int]) -> int:
        return offset(text, types.Position(point["line"], point["character"]), unit)

    for edit in sorted(edits, key=lambda one: -at(one["range"]["start"])):
        text = text[: at(edit["range"]["start"])] + edit["newText"] + text[at(edit["range"]["end"]) :]
    return text


def edits_of(action: dict[str, Any], uri: str) -> list[dict[str, Any]]:
    """The edits of an action, as either form carries them."""
    edit = action["edit"]
    found: list[dict[str, Any]]
    if "documentChanges" in edit:
        (change,) = edit["documentChanges"]
        assert change["textDocument"]["uri"] == uri
        found = change["edits"]
    else:
        found = edit["changes"][uri]
    return found


# ---- every editor


@pytest.mark.parametrize("name", PROFILES)
async def test_an_editor_sees_what_the_command_line_finds(folder: Path, name: str) -> None:
    """The same rules, levels and exact words in every unit of columns, and never both pushed and pulled."""
    uri = (folder / "a.md").as_uri()
    async with editor(name, folder) as client:
        client.open(uri, TEXT)
        shown = await client.sees(uri)
        assert as_found(TEXT, shown, client.unit) == as_told(checked(folder / "a.md"))
        assert {one.code for one in shown} >= {"suicide/committed-suicide", "verdict-wording/found-innocent"}
        assert client.unit == {"neovim@v0.11.0": "utf-8", "emacs": "utf-32"}.get(name, "utf-16")
        assert client.pulls == (name == PULLING)
        await asyncio.sleep(0.2)
        assert not (client.pulls and client.published)
        assert client.messages == []

        hint = the("suicide/committed-suicide", shown).range.start
        text = await client.hover(uri, hint.line, hint.character)
        for part in ("Why:", "Instead:", "Leave it if:", "samaritans.org", "suicide/committed-suicide"):
            assert part in text
        assert await client.hover(uri, 3, 0) == ""

        fix, *_ = await client.actions(uri, the("suicide/committed-suicide", shown).range)
        assert fix["title"] == "Write “died by suicide”"
        assert fix["isPreferred"]
        assert applied(TEXT, edits_of(fix, uri), client.unit) == TEXT.replace("committed suicide", "died by suicide", 1)

        legal = await client.actions(uri, the("verdict-wording/found-innocent", shown).range)
        assert [one["title"].split()[0] for one in legal if "edit" in one] == ["Suppress"]
        assert any("disabled" in one for one in legal) == (name in ("visual_studio_code", PULLING))

        # Typing that breaks and mends a phrase, in the middle of a line with wide characters.
        place = the("suicide/committed-suicide", shown, 1).range.start
        at = (place.line, place.character)
        client.change(uri, (at, at, "😀 never "))
        client.change(uri, (at, (at[0], at[1] + {"utf-8": 11, "utf-16": 9, "utf-32": 8}[client.unit]), ""))
        assert as_found(TEXT, await client.sees(uri), client.unit) == as_told(checked(folder / "a.md"))
        client.close(uri)


@pytest.mark.parametrize("arguments", [(), ("--stdio", "--clientProcessId=1", "-x", "what", "--log=debug")])
async def test_any_argument_is_accepted(folder: Path, arguments: tuple[str, ...]) -> None:
    async with editor("emacs", folder, arguments=arguments) as client:
        client.open((folder / "a.md").as_uri(), TEXT)
        assert await client.sees((folder / "a.md").as_uri())


# ---- what is said of findings


async def test_other_places_of_a_finding_are_shown(folder: Path) -> None:
    """A contradiction shows its other place; an editor that shows none is told the line."""
    text = "# Jury convicts carer\n\nHe was convicted of two of three counts.\n\nVerdict: Guilty on 3 of 3 counts\n"
    (folder / "b.md").write_text(text, encoding="utf-8")
    (expected,) = [one for one in checked(folder / "b.md") if one["related"]][:1]
    for name in ("visual_studio_code", "emacs"):
        async with editor(name, folder) as client:
            uri = (folder / "b.md").as_uri()
            client.open(uri, text)
            shown = the(expected["rule"], await client.sees(uri))
            if name == "emacs":
                assert shown.related_information is None
                assert f"line {expected['related'][0]['start']['line']}" in shown.message
            else:
                assert shown.related_information
                (other,) = shown.related_information
                assert other.location.uri == uri
                assert other.location.range.start.line + 1 == expected["related"][0]["start"]["line"]
                assert other.message == expected["related"][0]["message"]


async def test_suppressions_hold_and_idle_ones_fade(folder: Path) -> None:
    """A comment holds a finding back; one that holds nothing back is shown as unnecessary, one without a reason as an error."""
    text = (
        "He committed suicide. <!-- ethicslint-disable-line suicide: the words of a statute -->\n\n"
        "It rained. <!-- ethicslint-disable-line suicide: no need -->\n\n"
        "It rained. <!-- ethicslint-disable-line stigma -->\n"
    )
    uri = (folder / "b.md").as_uri()
    async with editor("visual_studio_code", folder) as client:
        client.open(uri, text)
        wrong, idle = await client.sees(uri)
    assert (idle.range.start.line, idle.tags) == (2, (types.DiagnosticTag.Unnecessary,))
    assert (wrong.range.start.line, wrong.severity) == (4, types.DiagnosticSeverity.Error)
    assert "no reason" in wrong.message


async def test_suppressing_an_own_way(folder: Path) -> None:
    """The comment that is offered holds back this finding alone; an editor that knows snippets asks for the reason."""
    uri = (folder / "a.md").as_uri()
    able = profile("visual_studio_code")
    assert able.workspace
    assert able.workspace.workspace_edit
    able.workspace.workspace_edit.snippet_edit_support = True
    async with editor("visual_studio_code", folder) as client, editor(able, folder) as other:
        client.open(uri, TEXT)
        before = await client.sees(uri)
        where = the("suicide/committed-suicide", before, 1).range
        (action,) = [one for one in await client.actions(uri, where) if one["title"].startswith("Suppress")]
        text = applied(TEXT, edits_of(action, uri), client.unit)
        client.retype(uri, text)
        assert len(await client.sees(uri)) == len(before) - 1

        other.open(uri, TEXT)
        await other.sees(uri)
        (action,) = [one for one in await other.actions(uri, where) if one["title"].startswith("Suppress")]
        (edit,) = edits_of(action, uri)
        assert edit["snippet"]["value"].endswith("suicide/committed-suicide: ${1:say here why the words stay} -->")


async def test_all_safe_edits_at_once(folder: Path) -> None:
    """The action for saving makes every safe edit, and is offered only where it is asked for."""
    uri = (folder / "a.md").as_uri()
    async with editor("visual_studio_code", folder) as client:
        client.open(uri, TEXT)
        await client.sees(uri)
        all_of_it = types.Range(types.Position(0, 0), types.Position(99, 0))
        (action,) = await client.actions(uri, all_of_it, "source.fixAll")
        assert action["kind"] == "source.fixAll.ethicslint"
        assert applied(TEXT, edits_of(action, uri), client.unit).count("died by suicide") == 3
        assert await client.actions(uri, all_of_it, "refactor") == []
        assert "source.fixAll.ethicslint" not in [one.get("kind") for one in await client.actions(uri, all_of_it)]


async def test_the_page_of_a_rule(folder: Path) -> None:
    """The command shows it as a document, which is not itself checked, and returns it."""
    uri = (folder / "a.md").as_uri()
    async with editor("neovim@v0.11.0", folder) as client:
        client.open(uri, TEXT)
        shown = await client.sees(uri)
        explain = (await client.actions(uri, the("suicide/committed-suicide", shown).range))[-1]["command"]
        assert explain["command"] == "ethicslint.explainRule"
        page = await client.raw("workspace/executeCommand", explain)
        assert page.startswith("# Suicide as something committed")
        await client.until(lambda: bool(client.shown_documents))
        path = Path(client.shown_documents[0].uri.removeprefix("file://"))
        assert path.read_text(encoding="utf-8").rstrip() == page.rstrip()
        client.open(path.as_uri(), page)
        client.open((folder / "b.md").as_uri(), "He committed suicide.\n")
        await client.sees((folder / "b.md").as_uri())
        assert path.as_uri() not in client.diagnostics
        none = {"command": "ethicslint.explainRule", "arguments": ["suicide/nothing"]}
        assert await client.raw("workspace/executeCommand", none) is None
    assert not path.exists()


# ---- where an article stands


async def test_what_is_in_no_file(tmp_path: Path) -> None:
    """Without a workspace, and in a document that was never saved; its language says what kind of text it is."""
    async with editor("visual_studio_code") as client:
        client.open("untitled:Untitled-1", "# It rained\n\nHe committed suicide.\n")
        (found,) = await client.sees("untitled:Untitled-1")
        assert found.range.start.line == 2
        client.open("untitled:Untitled-2", "<!-- He committed suicide. -->\n", "plaintext")
        (found,) = await client.sees("untitled:Untitled-2")
        assert found.code == "suicide/committed-suicide"
        client.open("untitled:Untitled-3", "{/* He committed suicide. */}\n", "mdx")
        assert await client.sees("untitled:Untitled-3") == []
        client.open((tmp_path / "c.md").as_uri(), "He committed suicide.\n")
        assert len(await client.sees((tmp_path / "c.md").as_uri())) == 1


async def test_two_folders_with_their_own_configurations(tmp_path: Path) -> None:
    """Each article obeys the nearest configuration, and what is excluded is left alone."""
    one, other = tmp_path / "one", tmp_path / "other"
    for place, rules in ((one, "ignore: [suicide]"), (other, "exclude: [archive/**]")):
        place.mkdir()
        (place / ".ethicslint.yaml").write_text(f"{rules}\n", encoding="utf-8")
    async with editor("visual_studio_code", one, other) as client:
        for path, number in ((one / "a.md", 0), (other / "a.md", 1), (other / "archive" / "a.md", 0)):
            client.open(path.as_uri(), "He committed suicide.\n")
            assert len(await client.sees(path.as_uri())) == number


async def test_a_side_file_holds(folder: Path) -> None:
    """A suppression in a file of its own holds as on the command line, and a mistake in that file is shown there."""
    side = folder / ".ethicslint-suppressions.yaml"
    uri = (folder / "a.md").as_uri()
    entries = run(folder, "check", "--format", "suppressions", "--ignore", "verdict-wording", "a.md")
    side.write_text(entries.replace('reason: ""', 'reason: "the words of a statute"'), encoding="utf-8")
    async with editor("visual_studio_code", folder) as client:
        client.open(uri, TEXT)
        left = await client.sees(uri)
        assert as_found(TEXT, left, "utf-16") == as_told(checked(folder / "a.md"))
        assert {one.code for one in left} == {"verdict-wording/found-innocent"}
        side.write_text("suppressions:\n  - path: a.md\n", encoding="utf-8")
        client.tell_of(side)
        await client.until(lambda: bool(client.diagnostics.get(side.as_uri())))
        assert any(".ethicslint-suppressions.yaml:2" in one.message for one in client.messages)


# ---- what decides on findings


@pytest.mark.parametrize("name", ["visual_studio_code", PULLING, "neovim@v0.7.0"])
async def test_a_broken_configuration_is_said_once_and_mended(folder: Path, name: str) -> None:
    """One clear message, a mark in the configuration, a word in the article; all of it goes when the file is mended."""
    file, uri = folder / ".ethicslint.yaml", (folder / "a.md").as_uri()
    file.write_text(BROKEN, encoding="utf-8")
    async with editor(name, folder) as client:
        client.open(uri, TEXT)
        (notice,) = await client.sees(uri)
        assert notice.message.startswith("Not checked: .ethicslint.yaml:1: ")
        client.change(uri, ((3, 0), (3, 0), " "))
        await client.sees(uri)
        (message,) = client.messages
        assert message.type == types.MessageType.Error
        assert ".ethicslint.yaml:1" in message.message
        assert "min-level" in message.message
        (mark,) = client.diagnostics[file.as_uri()]
        assert mark.range.start.line == 0

        file.write_text("ignore: [verdict-wording]\n", encoding="utf-8")
        if name == "neovim@v0.7.0":  # which watches no files
            assert client.registered == []
            client.save(uri)
        else:
            await client.until(lambda: types.WORKSPACE_DID_CHANGE_WATCHED_FILES in client.registered)
            client.tell_of(file)
        if name == PULLING:
            await client.until(lambda: client.diagnostic_refresh_count > 0)
        await client.sees_at_last(uri, ["suicide/committed-suicide"] * 4)
        await client.until(lambda: not client.diagnostics[file.as_uri()])
        assert len(client.messages) == 1


async def test_house_rules_are_read_anew(folder: Path) -> None:
    """A broken rule is said with its place; when it is mended, that is noticed, and so is a rule that was not there before."""
    rules = folder / "house" / "stigma"
    rules.mkdir(parents=True)
    uri = (folder / "a.md").as_uri()
    (folder / ".ethicslint.yaml").write_text("rules: [house]\nselect: [stigma]\n", encoding="utf-8")
    (rules / "first.yaml").write_text(_rule("gadfly").replace("why:", "wy:"), encoding="utf-8")
    async with editor("visual_studio_code", folder) as client:
        client.open(uri, "The gadfly and the nitwit came.\n")
        (notice,) = await client.sees(uri)
        assert "house/stigma/first.yaml" in notice.message
        await client.until(lambda: [one for one in client.messages if "house/stigma/first.yaml" in one.message] != [])
        (rules / "first.yaml").write_text(_rule("gadfly"), encoding="utf-8")
        (rules / "second.yaml").write_text(_rule("nitwit"), encoding="utf-8")
        client.tell_of(rules / "second.yaml")
        await client.sees_at_last(uri, ["stigma/first", "stigma/second"])


def _rule(word: str) -> str:
    return (
        f'title: "A test word"\nmessage: "“{{match}}”: a word for tests."\nwhy: "It is a word for tests."\n'
        f'level: warning\nsince: "0.1"\nsources: [house]\ninstead: ["another word"]\nmatch:\n  phrase: "{word}"\n'
        f'bad: ["The [[{word}]] came."]\ngood: ["The visitor came."]\n'
    )


async def test_settings_of_the_editor_win(folder: Path) -> None:
    """Rules and level from the editor, asked for and when they change; what is misspelt is said."""
    uri = (folder / "a.md").as_uri()
    async with editor("visual_studio_code", folder, settings={"select": ["verdict-wording"]}) as client:
        client.open(uri, TEXT)
        await client.sees_at_last(uri, ["verdict-wording/found-innocent"] * 2)
        client.set_configuration({"minLevel": "error", "selekt": "x", "ignore": 3, "uvx": True}, section="ethicslint")
        client.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings=None))
        errors = [one["rule"] for one in checked(folder / "a.md", "--min-level", "error")]
        await client.sees_at_last(uri, errors)
        said = [one.message for one in client.messages]
        assert any("ethicslint.selekt" in one and "select" in one for one in said)
        assert any("ethicslint.ignore" in one for one in said)
        assert len(said) == 2


async def test_settings_that_are_only_told(folder: Path) -> None:
    """An editor that cannot be asked gives them at the start, and again when they change."""
    uri = (folder / "a.md").as_uri()
    (folder / "strict.yaml").write_text("ignore: [suicide]\n", encoding="utf-8")
    async with editor("neovim@v0.7.0", folder, initially={"select": "suicide"}) as client:
        client.open(uri, TEXT)
        await client.sees_at_last(uri, ["suicide/committed-suicide"] * 4)
        settings = {"ethicslint": {"config": "strict.yaml"}}
        client.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings=settings))
        await client.sees_at_last(uri, ["verdict-wording/found-innocent"] * 2)


async def test_all_articles_of_the_workspace(folder: Path) -> None:
    """The command shows what is found in articles that are not open, and takes it back from those that are opened."""
    (folder / "b.md").write_text("He committed suicide.\n", encoding="utf-8")
    (folder / "c.txt").write_bytes(b"\xff\xfe\0")
    for name in ("visual_studio_code", PULLING):
        async with editor(name, folder) as client:
            client.open((folder / "a.md").as_uri(), TEXT)
            count = await client.raw("workspace/executeCommand", {"command": "ethicslint.lintWorkspace"})
            expected = len(checked(folder / "a.md")) + 1
            assert count == {"articles": 3, "findings": expected, "unread": 1}
            uri = (folder / "b.md").as_uri()
            assert [one.code for one in client.diagnostics[uri]] == ["suicide/committed-suicide"]
            client.open(uri, "He committed suicide.\n")
            assert len(await client.sees(uri)) == 1
            assert not client.pulls or not client.diagnostics[uri]


# ---- the protocol


@pytest.mark.parametrize("method", ["foo/bar", "$/strange", "textDocument/completion", "textDocument/diagnostic"])
async def test_an_unknown_request_is_answered(folder: Path, method: str) -> None:
    """With the error for it, and everything goes on; also without parameters."""
    async with editor("visual_studio_code", folder) as client:
        params = {"textDocument": {"uri": "untitled:x"}, "position": {"line": 0, "character": 0}}
        assert (await client.raw(method, params))["code"] == -32601
        if method == "foo/bar":
            assert (await client.raw(method))["code"] == -32601
            client.protocol._send_data({"jsonrpc": "2.0", "method": "foo/noticed"})
        client.open("untitled:x", "He committed suicide.\n")
        assert len(await client.sees("untitled:x")) == 1


async def test_broken_requests_are_answered(folder: Path) -> None:
    """Wrong parameters, requests about what is not open, and a command that there is not."""
    async with editor(PULLING, folder) as client:
        assert (await client.raw("textDocument/hover", {"textDocument": 3}))["code"] == -32602
        assert (await client.raw("workspace/executeCommand", {"command": "rm"}))["code"] == -32602
        at = {"textDocument": {"uri": "untitled:x"}, "position": {"line": 7, "character": 7}}
        assert await client.raw("textDocument/hover", at) is None
        assert await client.raw("textDocument/diagnostic", at) == {"kind": "full", "items": []}


def test_requests_too_early_and_too_late() -> None:
    """Before the server is initialised and after it was told to shut down, each is answered with the error for it."""
    sent: list[dict[str, Any]] = [
        {"id": 1, "method": "foo/bar"},
        {"id": 2, "method": "initialize", "params": {"capabilities": {}, "processId": None, "rootUri": None}},
        {"id": 3, "method": "shutdown"},
        {"id": 4, "method": "foo/bar"},
        {"method": "exit"},
    ]
    bodies = [json.dumps({"jsonrpc": "2.0", **one}).encode() for one in sent]
    stream = b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(one), one) for one in bodies)
    first = stream.index(b"Content", 1)
    for part, codes, left in ((stream, [-32002, None, None, -32600], 0), (stream[:first], [-32002], 1)):
        command = [sys.executable, "-m", "ethicslint", "lsp"]
        done = subprocess.run(command, input=part, capture_output=True, check=False)
        answers = [json.loads(one.partition(b"\r\n\r\n")[2]) for one in done.stdout.split(b"Content-Length")[1:]]
        assert [one.get("error", {}).get("code") for one in answers] == codes
        assert done.returncode == left  # 1 for an editor that leaves without a word


async def test_an_unchanged_report_is_not_sent_again(folder: Path) -> None:
    """An editor that pulls and knows what is there hears that it has not changed."""
    uri = (folder / "a.md").as_uri()
    async with editor(PULLING, folder) as client:
        client.open(uri, TEXT)
        first = await client.raw("textDocument/diagnostic", {"textDocument": {"uri": uri}})
        known = {"textDocument": {"uri": uri}, "previousResultId": first["resultId"]}
        again = await client.raw("textDocument/diagnostic", known)
        assert again == {"kind": "unchanged", "resultId": first["resultId"]}
        client.change(uri, ((6, 0), (6, 0), "In March, "))
        changed = await client.raw("textDocument/diagnostic", known)
        assert changed["kind"] == "full"


async def test_what_is_no_text_is_said(folder: Path) -> None:
    """A document with a NUL is a problem of its own, as on the command line, and typing it away mends it."""
    uri = (folder / "b.md").as_uri()
    async with editor("visual_studio_code", folder) as client:
        client.open(uri, "He committed\0 suicide.\n")
        (problem,) = await client.sees(uri)
        assert "binary" in problem.message
        client.change(uri, ((0, 12), (0, 13), ""))
        await client.sees_at_last(uri, ["suicide/committed-suicide"])


def test_without_the_library_it_says_how_to_install_it(tmp_path: Path) -> None:
    """Exit code 2 and the way out."""
    (tmp_path / "pygls").mkdir()
    (tmp_path / "pygls" / "__init__.py").write_text("raise ModuleNotFoundError('no', name='pygls')\n", encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-m", "ethicslint", "lsp"], env=env, capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout) == (2, "")
    assert "pip install 'ethicslint[lsp]'" in run.stderr
    assert "Traceback" not in run.stderr
