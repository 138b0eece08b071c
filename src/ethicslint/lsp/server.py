"""The language server: from messages of an editor to the desk, and back.

Knows what is asked and who answers it. Knows nothing of how findings come about.
"""

import asyncio
import os
import sys
from collections.abc import Awaitable, Iterable
from contextlib import suppress
from typing import Any, Final, TypeVar

from lsprotocol import types
from pygls.exceptions import FeatureRequestError, JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import default_converter

import ethicslint
from ethicslint.errors import EthicslintError
from ethicslint.lsp import actions, hover, preferences
from ethicslint.lsp.article import Article, Seen, path_of, uri_of
from ethicslint.lsp.desk import Desk
from ethicslint.lsp.editor import Editor, editor
from ethicslint.lsp.lines import Lines, Point
from ethicslint.lsp.pages import Pages, lines_of
from ethicslint.lsp.protocol import Protocol
from ethicslint.lsp.telling import Telling

EVERYWHERE: Final = "ethicslint.lintWorkspace"
"""The command that looks at all articles of the workspace."""
_WATCHED: Final = ("**/*.yaml", "**/*.yml", "**/pyproject.toml", "**/.ethicslint.toml")

_Found = TypeVar("_Found")


class Server(LanguageServer):
    """One editor's server."""

    protocol: Protocol

    def __init__(self) -> None:
        super().__init__(
            "ethicslint", ethicslint.__version__, protocol_cls=Protocol, converter_factory=default_converter
        )
        self.telling = Telling(self.protocol.tell)
        self.desk = Desk(self._show, self.telling.fault)
        self.editor = Editor()
        self.pages = Pages()
        self._settings: object = None
        self._tasks: set[asyncio.Task[None]] = set()

    # ---- the session

    def learn(self, params: types.InitializeParams) -> None:
        """Take in what the editor can do, and where we are."""
        self.editor = editor(params.capabilities)
        self.desk.related = self.editor.related
        self._settings = params.initialization_options
        if self.editor.pulls:
            options = types.DiagnosticOptions(inter_file_dependencies=False, workspace_diagnostics=False)

            @self.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, options)
            async def diagnostic(params: types.DocumentDiagnosticParams) -> dict[str, Any]:
                return await self.diagnose(params)

        if folders := self.folders():
            os.chdir(
                folders[0]
            )  # paths in messages, and of a named configuration, start from there as on the command line

    def folders(self) -> list[str]:
        """The workspace folders that are folders here, the first first."""
        uris = [*self.workspace.folders, *([self.workspace.root_uri] if self.workspace.root_uri else [])]
        paths = [path_of(uri) for uri in uris]
        return list(dict.fromkeys(path for path in paths if path and os.path.isdir(path)))

    async def begin(self) -> None:
        """Ask for what concerns us, as far as the editor lets us."""
        wanted: list[types.Registration] = []
        if self.editor.files:
            watchers = [types.FileSystemWatcher(glob_pattern=one) for one in _WATCHED]
            files = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            wanted.append(types.Registration("files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, files))
        if self.editor.settings:
            section = types.DidChangeConfigurationRegistrationOptions(section=preferences.SECTION)
            wanted.append(types.Registration("settings", types.WORKSPACE_DID_CHANGE_CONFIGURATION, section))
        if wanted:
            self._later(self.client_register_capability_async(types.RegistrationParams(wanted)))
        await self.ask_settings()

    async def ask_settings(self, told: object = None) -> None:
        """Learn the writer's settings for each workspace folder: asked for, or as they were `told`."""
        folders = ["", *self.folders()]
        answers: list[object] = []
        if self.editor.asked:
            scopes = [uri_of(one) if one else None for one in folders]
            items = [types.ConfigurationItem(scope_uri=one, section=preferences.SECTION) for one in scopes]
            with suppress(JsonRpcException):
                answers += await self.workspace_configuration_async(types.ConfigurationParams(items))
        elif isinstance(told, dict):
            self._settings = told.get(preferences.SECTION, told)
        problems: list[str] = []
        wishes = {}
        for number, folder in enumerate(folders):
            answer = answers[number] if number < len(answers) else None
            settings = self._settings if answer is None else answer
            wishes[folder] = preferences.wishes(settings, folder or os.curdir, problems)
        for problem in dict.fromkeys(problems):
            self.telling.say(types.MessageType.Warning, problem)
        await self.desk.wish(wishes)
        self._refresh()

    # ---- what the writer does

    def opened(self, params: types.DidOpenTextDocumentParams) -> None:
        item = params.text_document
        folder = next(iter(self.folders()), "")
        lines = Lines.of(item.text, self.editor.unit)
        article = Article(item.uri, item.language_id, item.version, lines, folder)
        if self.pages.holds(article.place):
            return
        if self.editor.pulls:
            self.telling.take_back(item.uri)
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
                lines = Lines.of(change.text, self.editor.unit)
        self.desk.change(article, lines, params.text_document.version)

    def closed(self, params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        if uri in self.desk.articles:
            self.desk.close(uri)
            if not self.editor.pulls:
                self.telling.diagnostics(uri, [])

    async def reconsider(self) -> None:
        """What decides on findings may have changed on the disk."""
        if await self.desk.reconsider():
            self._refresh()

    def _refresh(self) -> None:
        """Ask an editor that pulls to do so again."""
        if self.editor.pulls and self.editor.refreshes:
            self._later(self.workspace_diagnostic_refresh_async(None))

    def _later(self, work: Awaitable[object]) -> None:
        """Ask the editor for something that we can go on without."""

        async def asked() -> None:
            with suppress(JsonRpcException):  # an editor may say that it can and then not do it
                await work

        task = asyncio.create_task(asked())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _show(self, article: Article) -> None:
        """Something new was seen in an article."""
        seen = article.seen
        if seen and not self.editor.pulls:
            self.telling.diagnostics(article.uri, seen.diagnostics, seen.version)
        every = self.desk.articles.values()
        self.telling.troubles([one.seen for one in every if one.seen], self.desk.articles)

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
            found += await self.desk.aside(lambda: list(actions.quick_fixes(article, seen, chosen, self.editor)))
        if only and _wanted(actions.FIX_ALL, only):
            found += actions.fix_all(article, seen, self.editor)
        return found if self.editor.literals else [one["command"] for one in found if "command" in one]

    async def explain_words(self, params: types.HoverParams) -> dict[str, Any] | None:
        """The hover at a point."""
        article = self.desk.articles.get(params.text_document.uri)
        seen = await self.desk.latest(article) if article else None
        point = _point(params.position)
        chosen = _touching(seen, point, point) if seen else []
        if not seen or not chosen:
            return None
        findings = [seen.findings[number] for number in chosen]
        if self.editor.markdown:
            contents = {"kind": "markdown", "value": hover.markdown(findings)}
        else:
            contents = {"kind": "plaintext", "value": hover.plain(findings)}
        return {"contents": contents, "range": seen.diagnostics[chosen[0]]["range"]}

    async def explain_rule(self, rule: object, uri: object = "") -> str | None:
        """The page of a rule as it is for an article, shown if the editor can show a document. None for no rule of ours."""
        article = self.desk.articles.get(str(uri))
        place = article.place if article else os.path.join(os.getcwd(), "article.md")

        def written() -> tuple[str, str]:
            lines = lines_of(str(rule), self.desk.newsrooms.room(place).group(place).compiled)
            return "\n".join(lines), self.pages.show(str(rule), lines) if lines else ""

        text, path = await self._unless_broken(self.desk.aside(written)) or ("", "")
        if path and self.editor.documents:
            self._later(self.window_show_document_async(types.ShowDocumentParams(uri_of(path), take_focus=True)))
        return text or None

    async def look_everywhere(self) -> dict[str, int] | None:
        """Look at all articles of the workspace, and say how much was found. None for a broken configuration."""
        from ethicslint.lsp.everywhere import look_everywhere

        found = await self._unless_broken(look_everywhere(self, self.folders() or [os.getcwd()]))
        if found is None:
            return None
        self.telling.say(types.MessageType.Info, str(found))
        return found._asdict()

    async def _unless_broken(self, work: Awaitable[_Found]) -> _Found | None:
        """What comes of some work; None, and a message, if a configuration or house rules are broken."""
        try:
            return await work
        except EthicslintError as error:
            self.telling.say(types.MessageType.Error, str(error.problems[0]))
            return None

    def report_server_error(self, error: Exception, source: Any) -> None:
        """What pygls met with: told as our own faults are, unless it answers a request."""
        if source is not FeatureRequestError:
            self.telling.fault(error)


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
        await made.reconsider()  # not every editor watches files

    @made.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def did_change_files(params: types.DidChangeWatchedFilesParams) -> None:
        await made.reconsider()

    @made.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def did_change_configuration(params: types.DidChangeConfigurationParams) -> None:
        await made.ask_settings(params.settings)

    @made.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    async def did_change_folders(params: types.DidChangeWorkspaceFoldersParams) -> None:
        await made.ask_settings()

    kinds = [actions.QUICK_FIX, actions.FIX_ALL]

    @made.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=kinds))
    async def code_action(params: types.CodeActionParams) -> list[dict[str, Any]] | None:
        return await made.offer(params)

    @made.feature(types.TEXT_DOCUMENT_HOVER)
    async def show_hover(params: types.HoverParams) -> dict[str, Any] | None:
        return await made.explain_words(params)

    @made.command(actions.EXPLAIN)
    async def explain(ls: Server, *arguments: object) -> str | None:
        return await ls.explain_rule(*arguments[:2]) if arguments else None

    @made.command(EVERYWHERE)
    async def look_everywhere(ls: Server, *arguments: object) -> dict[str, int] | None:
        return await ls.look_everywhere()

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
