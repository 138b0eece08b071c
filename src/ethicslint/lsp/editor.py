"""What the editor at the other end can do.

Knows how the protocol says so. Knows nothing of what is made of it.
"""

from typing import Any, NamedTuple

from lsprotocol import types
from pygls.capabilities import ServerCapabilitiesBuilder

from ethicslint.text.source import Unit

_UNITS: dict[str, Unit] = {"utf-8": "utf-8", "utf-16": "utf-16", "utf-32": "code points"}


class Editor(NamedTuple):
    """The abilities of an editor.

    `unit` is what its columns count. It `pulls`: it asks for diagnostics, and can be asked to do so again or takes them in no
    other way; one that asks and cannot be asked would never hear of a changed configuration, so that it is told instead.
    `related`: it shows other places of a finding; `versions`: it takes edits for one version of a document, `snippets` with
    places to fill in; `disabled`: it shows actions that cannot be done; `literals`: it takes actions that are no commands.
    It shows `markdown` in hovers, `documents` on request, `progress`. It watches `files` for us, lets us hear of `settings`,
    and can be `asked` for them.
    """

    unit: Unit = "utf-16"
    pulls: bool = False
    refreshes: bool = False
    related: bool = False
    versions: bool = False
    snippets: bool = False
    disabled: bool = False
    literals: bool = False
    markdown: bool = False
    documents: bool = False
    progress: bool = False
    files: bool = False
    settings: bool = False
    asked: bool = False


def editor(able: types.ClientCapabilities) -> Editor:
    """The abilities that an editor says it has."""

    def can(path: str) -> Any:
        value: Any = able
        for name in path.split("."):
            value = getattr(value, name, None)
        return value

    chosen = ServerCapabilitiesBuilder.choose_position_encoding(able)
    refreshes = bool(can("workspace.diagnostics.refresh_support"))
    pulls = bool(can("text_document.diagnostic")) and (refreshes or not can("text_document.publish_diagnostics"))
    shows = "text_document.diagnostic" if pulls else "text_document.publish_diagnostics"
    versions = bool(can("workspace.workspace_edit.document_changes"))
    return Editor(
        _UNITS[str(getattr(chosen, "value", chosen))],
        pulls,
        refreshes,
        bool(can(f"{shows}.related_information") or can("text_document.publish_diagnostics.related_information")),
        versions,
        versions and bool(can("workspace.workspace_edit.snippet_edit_support")),
        bool(can("text_document.code_action.disabled_support")),
        bool(can("text_document.code_action.code_action_literal_support")),
        types.MarkupKind.Markdown in (can("text_document.hover.content_format") or ()),
        bool(can("window.show_document.support")),
        bool(can("window.work_done_progress")),
        bool(can("workspace.did_change_watched_files.dynamic_registration")),
        bool(can("workspace.did_change_configuration.dynamic_registration")),
        bool(can("workspace.configuration")),
    )
