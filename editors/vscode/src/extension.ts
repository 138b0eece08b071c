/** The extension's beginning and end: what it adds to the editor, and what makes the server start anew. */

import * as vscode from "vscode";
import { Pages, ruleAtCursor } from "./explain";
import { ARTICLES, Server } from "./server";
import { Status } from "./status";
import { Sweep } from "./sweep";

/** Settings that decide how the server is started; it is told of all others. */
const STARTING = ["enable", "path", "args", "uvx"].map((name) => `ethicslint.${name}`);

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel("ethicslint", { log: true });
  const status = new Status(ARTICLES);
  const running = new Server(output, status);
  server = running;
  const pages = new Pages(() => running.tool);
  const sweep = new Sweep(ARTICLES, output);

  const command = (name: string, run: (...args: never[]) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(`ethicslint.${name}`, run);

  context.subscriptions.push(
    output,
    status,
    pages,
    sweep,
    command("restart", () => running.restart()),
    command("showOutput", () => {
      output.show();
    }),
    command("explainRule", async (rule?: unknown) => {
      const id = typeof rule === "string" ? rule : await ruleAtCursor();
      if (id !== undefined) {
        await pages.show(id);
      }
    }),
    command("lintWorkspace", async () => {
      if (running.tool === undefined) {
        await running.restart();
      }
      if (running.tool !== undefined) {
        await sweep.run(running.tool);
      }
    }),
    command("howToInstall", () =>
      vscode.commands.executeCommand("markdown.showPreview", vscode.Uri.joinPath(context.extensionUri, "README.md")),
    ),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (STARTING.some((name) => change.affectsConfiguration(name))) {
        void running.restart();
      }
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => running.restart()),
    vscode.workspace.onDidChangeWorkspaceFolders(() => {
      if (running.tool === undefined) {
        void running.restart();
      }
    }),
  );
  await running.restart();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
