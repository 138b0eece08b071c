"""What an editor offers to do about a finding.

Knows which edits are allowed: those of the finding's fix, and comments. What to write instead is shown everywhere else, and
applied nowhere. Knows nothing of where the cursor is.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from ethicslint.engine.finding import Edit, Finding
from ethicslint.lsp.article import Article, Seen
from ethicslint.lsp.diagnostics import range_of
from ethicslint.lsp.editor import Editor
from ethicslint.lsp.suppressing import REASON, insertion
from ethicslint.project.fixing import fitting

QUICK_FIX: Final = "quickfix"
FIX_ALL: Final = "source.fixAll.ethicslint"
EXPLAIN: Final = "ethicslint.explainRule"
"""The command that shows the page of the rule it is given."""
_YOURS: Final = "these are for the writer to choose and fit in; nothing here is changed for you"


def quick_fixes(article: Article, seen: Seen, chosen: Sequence[int], editor: Editor) -> Iterator[dict[str, Any]]:
    """The actions for findings by their number: first all edits, then what to write instead, suppressions and pages."""
    found = [(seen.findings[number], seen.diagnostics[number]) for number in chosen]
    for finding, diagnostic in found:
        if finding.fix:
            edit = _workspace_edit(article, seen, [_text_edit(seen, finding.fix)], editor)
            wary = "" if finding.fix.safe else ", if that is what is meant"
            yield {
                "title": f"Write “{finding.fix.text}”{wary}",
                "kind": QUICK_FIX,
                "diagnostics": [diagnostic],
                "isPreferred": finding.fix.safe,
                "edit": edit,
            }
    for finding, diagnostic in found:
        for one in finding.instead if editor.disabled else ():
            yield {
                "title": f"Instead: {one}",
                "kind": QUICK_FIX,
                "diagnostics": [diagnostic],
                "disabled": {"reason": _YOURS},
            }
    for finding, diagnostic in found:
        yield from _suppression(article, seen, finding, diagnostic, editor)
    for rule in dict.fromkeys(finding.rule for finding, _ in found):
        yield {
            "title": f"Explain {rule}",
            "kind": QUICK_FIX,
            "diagnostics": [diagnostic for finding, diagnostic in found if finding.rule == rule],
            "command": {"title": f"Explain {rule}", "command": EXPLAIN, "arguments": [rule, article.uri]},
        }


def fix_all(article: Article, seen: Seen, editor: Editor) -> Iterator[dict[str, Any]]:
    """The action that makes every safe edit at once, if there are any."""
    edits = fitting(seen.findings, unsafe=False)
    if edits:
        yield {
            "title": "Make all safe edits of ethicslint",
            "kind": FIX_ALL,
            "edit": _workspace_edit(article, seen, [_text_edit(seen, one) for one in edits], editor),
        }


def _suppression(
    article: Article, seen: Seen, finding: Finding, diagnostic: dict[str, Any], editor: Editor
) -> Iterator[dict[str, Any]]:
    comment = insertion(finding, seen.lines.text, article.name)
    if comment is None:
        return
    where = "in this article" if comment.at.line != finding.start.line or "-file" in comment.before else "on this line"
    edit: dict[str, Any] = {"range": range_of(seen.lines, comment.at, comment.at)}
    if editor.snippets:
        reason = f"${{1:{REASON}}}"
        edit["snippet"] = {"kind": "snippet", "value": f"{_plain(comment.before)}{reason}{_plain(comment.after)}"}
    else:
        edit["newText"] = f"{comment.before}{REASON}{comment.after}"
    yield {
        "title": f"Suppress {finding.rule} {where}, with your reason",
        "kind": QUICK_FIX,
        "diagnostics": [diagnostic],
        "edit": _workspace_edit(article, seen, [edit], editor),
    }


def _plain(text: str) -> str:
    """`text` with nothing in it that a snippet would take for its own."""
    return text.replace("\\", "\\\\").replace("$", "\\$").replace("}", "\\}")


def _text_edit(seen: Seen, edit: Edit) -> dict[str, Any]:
    return {"range": range_of(seen.lines, edit.start, edit.end), "newText": edit.text}


def _workspace_edit(article: Article, seen: Seen, edits: Iterable[dict[str, Any]], editor: Editor) -> dict[str, Any]:
    if editor.versions:
        document = {"uri": article.uri, "version": seen.version}
        return {"documentChanges": [{"textDocument": document, "edits": list(edits)}]}
    return {"changes": {article.uri: list(edits)}}
