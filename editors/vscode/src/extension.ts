/** The extension's beginning and end: its commands, and what makes the server start anew. */

import * as vscode from "vscode";
import { ruleAtCursor } from "./explain";
import { ARTICLES, Server } from "./server";
import { Status } from "./status";

/** Settings that decide how the server is started. It asks for the others itself. */
const STARTING = ["enable", "path", "args", "uvx"].map((name) => `ethicslint.${name}`);

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel("ethicslint", { log: true });
  const status = new Status(ARTICLES);
  const running = new Server(output, status);
  server = running;

  const command = (name: string, run: () => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(`ethicslint.${name}`, run);

  context.subscriptions.push(
    output,
    status,
    command("restart", () => running.restart()),
    command("showOutput", () => {
      output.show();
    }),
    // The server's own commands become the editor's while it runs; these two have names of their own beside them.
    command("explainRuleAtCursor", async () => {
      const editor = vscode.window.activeTextEditor;
      const rule = editor && (await ruleAtCursor(editor));
      if (rule !== undefined) {
        await running.ask("ethicslint.explainRule", rule, editor?.document.uri.toString());
      }
    }),
    command("lintAll", () => running.ask("ethicslint.lintWorkspace")),
    command("howToInstall", () =>
      vscode.commands.executeCommand("markdown.showPreview", vscode.Uri.joinPath(context.extensionUri, "readme.md")),
    ),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (STARTING.some((name) => change.affectsConfiguration(name))) {
        void running.restart();
      }
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => running.restart()),
    vscode.workspace.onDidChangeWorkspaceFolders(() => {
      if (!running.isRunning) {
        void running.restart();
      }
    }),
  );
  await running.restart();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
