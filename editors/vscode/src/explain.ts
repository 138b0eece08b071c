/** The page of the rule at the cursor, as `ethicslint explain` prints it, beside the article. */

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import * as vscode from "vscode";
import type { Tool } from "./finder";
import { runningFolder } from "./surroundings";

const SCHEME = "ethicslint-rule";

/** Serves the pages: the path of an address is the rule's id. */
export class Pages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly registration: vscode.Disposable;
  readonly onDidChange = this.changed.event;

  constructor(private readonly tool: () => Tool | undefined) {
    this.registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  }

  async provideTextDocumentContent(address: vscode.Uri): Promise<string> {
    const tool = this.tool();
    if (tool === undefined) {
      return "ethicslint is not running. “ethicslint: Restart Server” starts it.\n";
    }
    const rule = address.path.slice(1).replace(/\.md$/, "");
    try {
      const run = await promisify(execFile)(tool.command, [...tool.args, "explain", rule], { cwd: runningFolder() });
      return run.stdout;
    } catch (error) {
      return `${(error as { stderr?: string }).stderr ?? String(error)}\n`;
    }
  }

  async show(rule: string): Promise<void> {
    const address = vscode.Uri.from({ scheme: SCHEME, path: `/${rule}.md` });
    this.changed.fire(address);
    await vscode.commands.executeCommand("markdown.showPreviewToSide", address);
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}

/** The rule that flags the words at the cursor, or else something on its line; the person chooses among several. */
export async function ruleAtCursor(): Promise<string | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    return undefined;
  }
  const cursor = editor.selection.active;
  const all = vscode.languages.getDiagnostics(editor.document.uri).filter((found) => found.source === "ethicslint");
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
