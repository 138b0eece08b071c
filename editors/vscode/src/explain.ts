/** Which rule the writer asks about: the one that flags the words at the cursor. */

import * as vscode from "vscode";

/** The rule that flags the words at the cursor, or else something on its line; the writer chooses among several. */
export async function ruleAtCursor(editor: vscode.TextEditor): Promise<string | undefined> {
  const cursor = editor.selection.active;
  const all = vscode.languages
    .getDiagnostics(editor.document.uri)
    .filter((found) => found.source === "ethicslint" && found.code !== undefined);
  const here = all.filter((found) => found.range.contains(cursor));
  const near = here.length > 0 ? here : all.filter((found) => found.range.start.line === cursor.line);
  const rules = new Map(near.map((found) => [ruleOf(found), found.message]));
  if (rules.size === 0) {
    void vscode.window.showInformationMessage("ethicslint found nothing at the cursor or on its line.");
    return undefined;
  }
  if (rules.size === 1) {
    return rules.keys().next().value;
  }
  const items = [...rules].map(([label, detail]) => ({ label, detail }));
  return (await vscode.window.showQuickPick(items, { title: "Explain which rule?" }))?.label;
}

function ruleOf(found: vscode.Diagnostic): string {
  return String(typeof found.code === "object" ? found.code.value : found.code);
}
