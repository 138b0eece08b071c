"""An editor for tests: pytest-lsp's client with the capabilities of a real one, and what a writer does in it."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.protocol import default_converter
from pytest_lsp import LanguageClient, client_capabilities
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, register_lsp_features
from pytest_lsp.protocol import LanguageClientProtocol

PULLING = "pulling"
"""An editor that asks for diagnostics and can be asked to do so again: Visual Studio Code since 2022."""
PROFILES = ("visual_studio_code", PULLING, "neovim@v0.11.0", "neovim@v0.7.0", "emacs")
_PATIENCE = 240  # seconds, for a machine that has other things to do


def profile(name: str) -> types.ClientCapabilities:
    """The capabilities of an editor."""
    able = client_capabilities("visual_studio_code" if name == PULLING else name)
    if name == PULLING:
        assert able.text_document
        assert able.workspace
        able.text_document.diagnostic = types.DiagnosticClientCapabilities(related_information=True)
        able.workspace.diagnostics = types.DiagnosticWorkspaceClientCapabilities(refresh_support=True)
    return able


class _Protocol(LanguageClientProtocol):
    """Also hears every message as it came, and keeps answers to raw requests plain."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.heard: list[str] = []
        self.plain: dict[str, asyncio.Future[Any]] = {}

    def structure_message(self, data: dict[str, Any]) -> Any:
        if "jsonrpc" in data:
            self.heard.append(json.dumps(data))
            if waiting := self.plain.pop(str(data.get("id")), None):
                waiting.set_result(data)
                return None
        return super().structure_message(data)

    def handle_message(self, message: Any) -> None:
        if message is not None:
            super().handle_message(message)


class Editor(LanguageClient):
    """An editor with a server. `published` is every publication, in order; `registered` what the server asked to be told."""

    protocol: _Protocol

    def __init__(self) -> None:
        super().__init__(protocol_cls=_Protocol, converter_factory=default_converter)
        features = dict(DEFAULT_CLIENT_FEATURES)
        del features[types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS]
        register_lsp_features(self, features)
        self.published: list[types.PublishDiagnosticsParams] = []
        self.registered: list[str] = []
        self.versions: dict[str, int] = {}
        self.pulls = False
        self.unit = ""

        @self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params: types.PublishDiagnosticsParams) -> None:
            self.published.append(params)
            self.diagnostics[params.uri] = params.diagnostics

        @self.feature(types.CLIENT_REGISTER_CAPABILITY)
        def registered(params: types.RegistrationParams) -> None:
            self.registered += [one.method for one in params.registrations]

    # ---- what a writer does

    def open(self, uri: str, text: str, language: str = "markdown") -> None:
        self.versions[uri] = 1
        item = types.TextDocumentItem(uri, language, 1, text)
        self.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def change(self, uri: str, *changes: tuple[tuple[int, int], tuple[int, int], str]) -> None:
        """Replace what stands between two points, line and column from 0, by a text; several in one message."""
        self.versions[uri] += 1
        parts = [
            types.TextDocumentContentChangePartial(types.Range(types.Position(*start), types.Position(*end)), text)
            for start, end, text in changes
        ]
        self._send_change(uri, parts)

    def retype(self, uri: str, text: str) -> None:
        """Replace all."""
        self.versions[uri] += 1
        self._send_change(uri, [types.TextDocumentContentChangeWholeDocument(text)])

    def _send_change(self, uri: str, changes: Any) -> None:
        document = types.VersionedTextDocumentIdentifier(self.versions[uri], uri)
        self.text_document_did_change(types.DidChangeTextDocumentParams(document, changes))

    def save(self, uri: str) -> None:
        self.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri)))

    def close(self, uri: str) -> None:
        self.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))

    def tell_of(self, path: Path) -> None:
        """Say that a file has changed on the disk."""
        event = types.FileEvent(path.as_uri(), types.FileChangeType.Changed)
        self.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))

    # ---- what a writer sees

    async def sees(self, uri: str) -> list[types.Diagnostic]:
        """The diagnostics of the latest version, pushed or pulled."""
        if self.pulls:
            document = types.TextDocumentIdentifier(uri)
            report = await self.text_document_diagnostic_async(types.DocumentDiagnosticParams(document))
            assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
            return list(report.items)
        await self.until(lambda: any(one.uri == uri and one.version == self.versions[uri] for one in self.published))
        return list(self.diagnostics[uri])

    async def sees_at_last(self, uri: str, codes: list[str]) -> list[types.Diagnostic]:
        """The diagnostics, as soon as they are these."""
        async with asyncio.timeout(_PATIENCE):
            found = await self.sees(uri)
            while [one.code for one in found] != codes:
                await asyncio.sleep(0.02)
                found = await self.sees(uri)
        return found

    async def until(self, is_so: Callable[[], bool]) -> None:
        async with asyncio.timeout(_PATIENCE):
            while not is_so():
                await asyncio.sleep(0.01)

    async def actions(self, uri: str, where: types.Range, *only: str) -> list[Any]:
        """The code actions for a range, as they came."""
        context = {"diagnostics": [], **({"only": list(only)} if only else {})}
        plain = {"start": {"line": where.start.line, "character": where.start.character}}
        plain["end"] = {"line": where.end.line, "character": where.end.character}
        found = await self.raw(
            "textDocument/codeAction", {"textDocument": {"uri": uri}, "range": plain, "context": context}
        )
        assert isinstance(found, list)
        return found

    async def hover(self, uri: str, line: int, column: int) -> str:
        params = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(line, column))
        found = await self.text_document_hover_async(params)
        if found is None:
            return ""
        assert isinstance(found.contents, types.MarkupContent)
        return found.contents.value

    async def raw(self, method: str, params: Any = None) -> Any:
        """The result of a request as plain data, past the types of the protocol; the error, if that is the answer."""
        number = f"raw-{len(self.protocol.heard)}-{method}"
        future = self.protocol.plain[number] = asyncio.get_running_loop().create_future()
        request = {"jsonrpc": "2.0", "id": number, "method": method}
        self.protocol._send_data(request if params is None else {**request, "params": params})
        async with asyncio.timeout(_PATIENCE):
            answer = await future
        return answer.get("error") or answer["result"]


@asynccontextmanager
async def editor(
    name: str | types.ClientCapabilities,
    *folders: Path,
    settings: dict[str, Any] | None = None,
    initially: Any = None,
    environment: dict[str, str] | None = None,
    arguments: tuple[str, ...] = ("--stdio",),
) -> AsyncIterator[Editor]:
    """An editor with these folders as its workspace, until the block ends; the server must leave with 0, and nothing said."""
    client = Editor()
    if settings is not None:
        client.set_configuration(settings, section="ethicslint")
    env = {**os.environ, **(environment or {})}
    command = str(Path(sys.executable).with_name("ethicslint"))
    await client.start_io(command, "lsp", *arguments, env=env, cwd=folders[0] if folders else None)
    able = profile(name) if isinstance(name, str) else name
    roots = [types.WorkspaceFolder(one.as_uri(), one.name) for one in folders]
    initialised = await client.initialize_session(
        types.InitializeParams(
            able,
            root_uri=roots[0].uri if roots else None,
            workspace_folders=roots or None,
            initialization_options=initially,
        )
    )
    client.pulls = initialised.capabilities.diagnostic_provider is not None
    encoding = initialised.capabilities.position_encoding
    client.unit = str(getattr(encoding, "value", encoding))
    yield client
    await client.shutdown_session()
    assert client._server is not None
    assert client._server.returncode == 0
    await client.stop()
