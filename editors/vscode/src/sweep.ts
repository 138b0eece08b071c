/** All articles of the open folders, checked once by the command line and shown among the problems. Open ones are the server's. */

import { spawn } from "node:child_process";
import * as path from "node:path";
import * as vscode from "vscode";
import type { Tool } from "./finder";
import { column, linesOf } from "./positions";
import type { Finding, Place, Report } from "./report";
import { folders, runningFolder } from "./surroundings";

const SEVERITY = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  suggestion: vscode.DiagnosticSeverity.Information,
};

export class Sweep implements vscode.Disposable {
  private readonly shown = vscode.languages.createDiagnosticCollection("ethicslint-workspace");
  private readonly watching: vscode.Disposable;

  constructor(
    private readonly articles: vscode.DocumentSelector,
    private readonly output: vscode.LogOutputChannel,
  ) {
    // From here on the server tells what is in it, as it is now.
    this.watching = vscode.workspace.onDidOpenTextDocument((document) => {
      if (this.isServed(document)) {
        this.shown.delete(document.uri);
      }
    });
  }

  async run(tool: Tool): Promise<void> {
    const where = folders();
    if (where.length === 0) {
      void vscode.window.showInformationMessage("Open a folder first: there is no workspace to lint.");
      return;
    }
    const options = { location: vscode.ProgressLocation.Notification, title: "ethicslint: checking all articles", cancellable: true };
    try {
      const report = await vscode.window.withProgress(options, (_, stop) => checked(tool, where, stop));
      if (report !== undefined) {
        await this.show(report);
      }
    } catch (error) {
      this.output.error(String(error));
      void vscode.window.showErrorMessage(`ethicslint could not check the workspace: ${String(error)}`);
    }
  }

  dispose(): void {
    this.watching.dispose();
    this.shown.dispose();
  }

  private isServed(document: vscode.TextDocument): boolean {
    return vscode.languages.match(this.articles, document) > 0;
  }

  private async show(report: Report): Promise<void> {
    const open = vscode.workspace.textDocuments.filter((document) => this.isServed(document));
    const served = new Set(open.map((document) => document.uri.toString()));
    const byPath = new Map<string, Finding[]>();
    for (const finding of report.findings) {
      const file = path.resolve(runningFolder(), finding.path);
      byPath.set(file, [...(byPath.get(file) ?? []), finding]);
    }
    this.shown.clear();
    for (const [file, findings] of byPath) {
      const address = vscode.Uri.file(file);
      if (!served.has(address.toString())) {
        this.shown.set(address, await diagnostics(address, findings));
      }
    }
    for (const { path: file, message } of report.errors) {
      this.output.error(`${file}: ${message}`);
    }
    const unread = report.errors.length === 0 ? "" : ` ${String(report.errors.length)} could not be read: see the output.`;
    const { files, findings } = report.summary;
    void vscode.window.showInformationMessage(
      `ethicslint checked ${String(files)} articles: ${String(findings)} findings.${unread}`,
    );
    await vscode.commands.executeCommand("workbench.actions.view.problems");
  }
}

async function diagnostics(address: vscode.Uri, findings: readonly Finding[]): Promise<vscode.Diagnostic[]> {
  const lines = linesOf(new TextDecoder().decode(await vscode.workspace.fs.readFile(address)));
  const position = (place: Place): vscode.Position =>
    new vscode.Position(place.line - 1, column(lines[place.line - 1] ?? "", place.column));
  return findings.map((finding) => {
    const range = new vscode.Range(position(finding.start), position(finding.end));
    const found = new vscode.Diagnostic(range, finding.message, SEVERITY[finding.level]);
    found.source = "ethicslint";
    found.code =
      finding.url === undefined ? finding.rule : { value: finding.rule, target: vscode.Uri.parse(finding.url) };
    return found;
  });
}

/** The tool's report; nothing if the person stopped it. */
function checked(tool: Tool, where: readonly string[], stop: vscode.CancellationToken): Promise<Report | undefined> {
  const args = [...tool.args, "check", "--format", "json", "--exit-zero", ...where];
  const child = spawn(tool.command, args, { cwd: runningFolder(), stdio: ["ignore", "pipe", "pipe"] });
  stop.onCancellationRequested(() => child.kill());
  let report = "";
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (report += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", () => {
      if (stop.isCancellationRequested) {
        resolve(undefined);
        return;
      }
      try {
        resolve(JSON.parse(report) as Report);
      } catch {
        reject(new Error(said.trim() === "" ? "it gave no report" : said.trim()));
      }
    });
  });
}
