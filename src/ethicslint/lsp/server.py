"""The language server: from messages of an editor to the desk, and back.

Knows which editor can do what. Knows nothing of how findings come about.
"""

import asyncio
import os
import sys
from collections.abc import Awaitable, Iterable, Sequence
from contextlib import suppress
from typing import Any, Final

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import default_converter

import ethicslint
from ethicslint.errors import EthicslintError, Problem
from ethicslint.lsp import actions, diagnostics, hover, preferences
from ethicslint.lsp.actions import Abilities
from ethicslint.lsp.article import Article, Seen, path_of, uri_of
from ethicslint.lsp.desk import Desk
from ethicslint.lsp.lines import Lines, Point
from ethicslint.lsp.pages import Pages, lines_of
from ethicslint.lsp.protocol import Protocol
from ethicslint.project.newsroom import Wishes
from ethicslint.project.protected import redacted
from ethicslint.text.source import Unit

_UNITS: Final[dict[str, Unit]] = {"utf-8": "utf-8", "utf-16": "utf-16", "utf-32": "code points"}
_WATCHED: Final = ("**/*.yaml", "**/*.yml", "**/pyproject.toml", "**/.ethicslint.toml")
_MARKDOWN: Final = "markdown"


class Server(LanguageServer):
    """One editor's server. It pushes diagnostics, unless the editor asks for them and can be asked to do so again."""

    protocol: Protocol

    def __init__(self) -> None:
        super().__init__(
            "ethicslint", ethicslint.__version__, protocol_cls=Protocol, converter_factory=default_converter
        )
        self.desk = Desk(self._publish, self._failed)
        self.pulls = False
        self.unit: Unit = "utf-16"
        self.abilities = Abilities()
        self._settings: object = None
        self._told: set[tuple[Problem, ...]] = set()
        self._troubled: dict[str, list[Problem]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self.pages = Pages()

    # ---- the session

    def learn(self, params: types.InitializeParams) -> None:
        """Take in what the editor can do."""
        able = params.capabilities
        text, workspace = able.text_document, able.workspace
        publish = text.publish_diagnostics if text else None
        self.desk.related = bool(publish and publish.related_information)
        refresh = bool(workspace and workspace.diagnostics and workspace.diagnostics.refresh_support)
        self.pulls = bool(text and text.diagnostic) and (refresh or publish is None)
        if self.pulls:
            self.desk.related = bool(text and text.diagnostic and text.diagnostic.related_information) or (
                self.desk.related
            )
            options = types.DiagnosticOptions(inter_file_dependencies=False, workspace_diagnostics=False)
            self.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, options)(self.diagnose)
        edit = workspace.workspace_edit if workspace else None
        action = text.code_action if text else None
        versions = bool(edit and edit.document_changes)
        self.abilities = Abilities(
            versions,
            versions and bool(edit and edit.snippet_edit_support),
            bool(action and action.disabled_support),
        )
        self._settings = params.initialization_options
        encoding = self.protocol.choose_encoding(able)
        self.unit = _UNITS[encoding]
        folders = self._folders()
        if folders:
            os.chdir(folders[0])

    def _folders(self) -> list[str]:
        """The workspace folders that are folders here, the first first."""
        uris = [*self.workspace.folders, *([self.workspace.root_uri] if self.workspace.root_uri else [])]
        return [path for uri in uris if (path := path_of(uri)) and os.path.isdir(path)]

    async def begin(self) -> None:
        """Ask for what concerns us, as far as the editor lets us."""
        workspace = self.client_capabilities.workspace
        registrations = []
        if workspace and workspace.did_change_watched_files and workspace.did_change_watched_files.dynamic_registration:
            watchers = [types.FileSystemWatcher(glob_pattern=one) for one in _WATCHED]
            registrations.append(
                types.Registration(
                    "files",
                    types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
                    types.DidChangeWatchedFilesRegistrationOptions(watchers),
                )
            )
        if workspace and workspace.did_change_configuration and workspace.did_change_configuration.dynamic_registration:
            section = types.DidChangeConfigurationRegistrationOptions(section=preferences.SECTION)
            registrations.append(types.Registration("settings", types.WORKSPACE_DID_CHANGE_CONFIGURATION, section))
        if registrations:
            self._later(self.client_register_capability_async(types.RegistrationParams(registrations)))
        await self.ask_settings()

    async def ask_settings(self, told: object = None) -> None:
        """Learn the writer's settings for each workspace folder: asked for, or as they were `told`."""
        folders = self._folders()
        scopes = [None, *(uri_of(one) for one in folders)]
        workspace = self.client_capabilities.workspace
        if workspace and workspace.configuration:
            items = [types.ConfigurationItem(scope_uri=one, section=preferences.SECTION) for one in scopes]
            answers: Sequence[object] = ()
            with suppress(JsonRpcException):
                answers = await self.workspace_configuration_async(types.ConfigurationParams(items))
            answers = [*answers, *[None] * (len(scopes) - len(answers))]
        else:
            if isinstance(told, dict):
                self._settings = told.get(preferences.SECTION, told)
            answers = [None] * len(scopes)
        problems: list[str] = []
        wishes: dict[str, Wishes] = {}
        for folder, answer in zip(["", *folders], answers, strict=False):
            settings = answer if answer is not None else self._settings
            wishes[folder] = preferences.wishes(settings, folder or os.curdir, problems)
        for problem in dict.fromkeys(problems):
            self._say(types.MessageType.Warning, problem)
        await self.desk.wish(wishes)

    # ---- what the writer does

    def opened(self, params: types.DidOpenTextDocumentParams) -> None:
        item = params.text_document
        folder = next(iter(self._folders()), "")
        article = Article(item.uri, item.language_id, item.version, Lines.of(item.text, self.unit), folder)
        if not self.pages.holds(article.place):
            self.desk.open(article)

    def changed(self, params: types.DidChangeTextDocumentParams) -> None:
        article = self.desk.articles.get(params.text_document.uri)
        if article is None:
            return
        lines = article.lines
        for change in params.content_changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                lines = lines.replaced(_point(change.range.start), _point(change.range.end), change.text)
            else:
                lines = Lines.of(change.text, self.unit)
        self.desk.change(article, lines, params.text_document.version)

    def closed(self, params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        self.desk.close(uri)
        if not self.pulls:
            self._send_diagnostics(uri, [])

    async def saved(self) -> None:
        """A file that decides on findings may be among what was saved, and not every editor watches files."""
        await self._reconsider()

    async def _reconsider(self, *, certainly: bool = False) -> None:
        if await self.desk.reconsider(certainly=certainly):
            self._refresh()

    def _refresh(self) -> None:
        """Ask an editor that pulls to do so again."""
        workspace = self.client_capabilities.workspace
        if self.pulls and workspace and workspace.diagnostics and workspace.diagnostics.refresh_support:
            self._later(self.workspace_diagnostic_refresh_async(None))

    def _later(self, work: Awaitable[object]) -> None:
        """Ask the editor for something that we can go on without."""

        async def asked() -> None:
            with suppress(JsonRpcException):  # an editor may say that it can and then not do it
                await work

        task = asyncio.create_task(asked())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # ---- what the editor asks

    async def diagnose(self, params: types.DocumentDiagnosticParams) -> dict[str, Any]:
        """The answer to an editor that pulls."""
        article = self.desk.articles.get(params.text_document.uri)
        seen = await self.desk.latest(article, patient=True) if article else None
        if article is None or seen is None:
            return {"kind": "full", "items": []}
        number = str(article.number)
        if params.previous_result_id == number:
            return {"kind": "unchanged", "resultId": number}
        return {"kind": "full", "resultId": number, "items": seen.diagnostics}

    async def offer(self, params: types.CodeActionParams) -> list[dict[str, Any]] | None:
        """The code actions for a range."""
        article = self.desk.articles.get(params.text_document.uri)
        seen = await self.desk.latest(article) if article else None
        if article is None or seen is None:
            return None
        only = params.context.only
        found: list[dict[str, Any]] = []
        if _wanted(actions.QUICK_FIX, only):
            chosen = _touching(seen, _point(params.range.start), _point(params.range.end))
            found += await self.desk.aside(lambda: list(actions.quick_fixes(article, seen, chosen, self.abilities)))
        if only and _wanted(actions.FIX_ALL, only):
            found += actions.fix_all(article, seen, self.abilities)
        text = self.client_capabilities.text_document
        if not (text and text.code_action and text.code_action.code_action_literal_support):
            return [one["command"] for one in found if "command" in one]
        return found

    async def explain_words(self, params: types.HoverParams) -> dict[str, Any] | None:
        """The hover at a point."""
        article = self.desk.articles.get(params.text_document.uri)
        seen = await self.desk.latest(article) if article else None
        point = _point(params.position)
        chosen = _touching(seen, point, point) if seen else []
        if not seen or not chosen:
            return None
        findings = [seen.findings[number] for number in chosen]
        text = self.client_capabilities.text_document
        formats = (text.hover.content_format if text and text.hover else None) or ()
        if _MARKDOWN in [str(one.value) for one in formats]:
            contents = {"kind": _MARKDOWN, "value": hover.markdown(findings)}
        else:
            contents = {"kind": "plaintext", "value": hover.plain(findings)}
        return {"contents": contents, "range": seen.diagnostics[chosen[0]]["range"]}

    async def explain(self, rule: object, uri: object = "") -> str | None:
        """The page of a rule as it is for an article, shown if the editor can show a document. None for no rule of ours."""
        article = self.desk.articles.get(str(uri))
        place = article.place if article else os.path.join(os.getcwd(), "article.md")
        name = article.name if article else "article.md"

        def written() -> tuple[str, str]:
            lines = lines_of(str(rule), self.desk.newsrooms.of(place, name).compiled)
            return "\n".join(lines), self.pages.show(str(rule), lines) if lines else ""

        try:
            text, path = await self.desk.aside(written)
        except EthicslintError as error:
            self._say(types.MessageType.Error, str(error.problems[0]))
            return None
        window = self.client_capabilities.window
        if path and window and window.show_document and window.show_document.support:
            self._later(self.window_show_document_async(types.ShowDocumentParams(uri_of(path), take_focus=True)))
        return text or None

    # ---- what the editor is told

    def _publish(self, article: Article) -> None:
        seen = article.seen
        assert seen is not None
        if not self.pulls:
            self._send_diagnostics(article.uri, seen.diagnostics, seen.version)
        self._complain()

    def _send_diagnostics(self, uri: str, items: list[dict[str, Any]], version: int | None = None) -> None:
        params: dict[str, Any] = {"uri": uri, "diagnostics": items}
        if version is not None:
            params["version"] = version
        self.protocol.tell(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS, params)

    def _complain(self) -> None:
        """Say once what is wrong with configurations and the like, and show it where it stands until it is mended."""
        every = [one.seen for one in self.desk.articles.values() if one.seen]
        troubles = {tuple(problems) for seen in every for problems in (seen.broken, seen.beside) if problems}
        for problems in sorted(troubles - self._told):
            more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
            self._say(types.MessageType.Error, f"{problems[0]}{more}")
        self._told = troubles
        by_file: dict[str, list[Problem]] = {}
        for problem in sorted({one for problems in troubles for one in problems}):
            if os.path.isfile(problem.path):
                by_file.setdefault(uri_of(problem.path), []).append(problem)
        for uri in by_file.keys() | self._troubled.keys():
            if by_file.get(uri) != self._troubled.get(uri) and uri not in self.desk.articles:
                self._send_diagnostics(uri, diagnostics.in_file(by_file.get(uri, ())))
        self._troubled = by_file

    def _say(self, kind: types.MessageType, message: str) -> None:
        params = {"type": kind.value, "message": redacted(f"ethicslint: {message}")}
        self.protocol.tell(types.WINDOW_SHOW_MESSAGE, params)

    # ---- faults of ours

    def _failed(self, error: BaseException) -> None:
        """Tell of a fault of ours by its place alone: its message may quote an article."""
        import traceback

        frames = traceback.extract_tb(error.__traceback__)
        places = [f"{os.path.basename(one.filename)}:{one.lineno} in {one.name}" for one in frames]
        last = places[-1] if places else "nowhere"
        self._say(
            types.MessageType.Error,
            f"a fault of its own ({type(error).__name__}, {last}); what is shown may not be all",
        )
        message = redacted("\n".join([type(error).__name__, *places]))
        self.protocol.tell(types.WINDOW_LOG_MESSAGE, {"type": types.MessageType.Error.value, "message": message})

    def report_server_error(self, error: Exception, source: Any) -> None:
        """What pygls met with: told as our own faults are, unless it answers a request."""
        from pygls.exceptions import FeatureRequestError

        if source is not FeatureRequestError:
            self._failed(error)


def _point(position: types.Position) -> Point:
    return position.line, position.character


def _touching(seen: Seen, start: Point, end: Point) -> list[int]:
    """The numbers of the findings that a range touches."""

    def touches(diagnostic: dict[str, Any]) -> bool:
        first, last = diagnostic["range"]["start"], diagnostic["range"]["end"]
        return (first["line"], first["character"]) <= end and start <= (last["line"], last["character"])

    return [number for number in range(len(seen.findings)) if touches(seen.diagnostics[number])]


def _wanted(kind: str, only: Iterable[types.CodeActionKind | str] | None) -> bool:
    """Whether an editor that asks for `only` some kinds of actions wants this one."""
    if not only:
        return True
    asked = [str(getattr(one, "value", one)) for one in only]
    return any(not one or kind == one or kind.startswith(f"{one}.") for one in asked)


def server() -> Server:
    """A server with all that it answers to."""
    made = Server()

    @made.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        made.learn(params)

    @made.feature(types.INITIALIZED)
    async def initialized(params: types.InitializedParams) -> None:
        await made.begin()

    @made.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def did_save(params: types.DidSaveTextDocumentParams) -> None:
        await made.saved()

    @made.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def did_change_files(params: types.DidChangeWatchedFilesParams) -> None:
        await made.saved()

    @made.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def did_change_configuration(params: types.DidChangeConfigurationParams) -> None:
        await made.ask_settings(params.settings)
        made._refresh()

    @made.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    async def did_change_folders(params: types.DidChangeWorkspaceFoldersParams) -> None:
        await made.ask_settings()

    @made.feature(types.TEXT_DOCUMENT_HOVER)
    async def show_hover(params: types.HoverParams) -> dict[str, Any] | None:
        return await made.explain_words(params)

    kinds = [actions.QUICK_FIX, actions.FIX_ALL]

    @made.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=kinds))
    async def code_action(params: types.CodeActionParams) -> list[dict[str, Any]] | None:
        return await made.offer(params)

    @made.command(actions.EXPLAIN)
    async def explain(ls: Server, *arguments: object) -> str | None:
        return await ls.explain(*arguments[:2]) if arguments else None

    return made


def start() -> int:
    """Serve the editor at standard input and output until it leaves; the exit code."""
    import logging

    logging.disable()  # libraries log messages with the words of articles in them
    out, sys.stdout = sys.stdout, sys.stderr  # what anybody prints must not get between messages
    made = server()
    made.start_io(sys.stdin.buffer, out.buffer)
    made.desk.leave()
    made.pages.leave()
    return 0 if made.protocol.left_politely else 1
