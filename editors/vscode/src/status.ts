/** The tool's state, as one item in the status bar while an article is open. Knows how states look, not how they come about. */

import * as vscode from "vscode";

export type State = "off" | "starting" | "running" | "missing" | "failed";

const LOOKS: Record<State, { icon: string; says: string; command: string }> = {
  off: { icon: "circle-slash", says: "off", command: "ethicslint.restart" },
  starting: { icon: "loading~spin", says: "starting", command: "ethicslint.showOutput" },
  running: { icon: "check", says: "on", command: "ethicslint.showOutput" },
  missing: { icon: "warning", says: "not found", command: "ethicslint.restart" },
  failed: { icon: "error", says: "stopped", command: "ethicslint.restart" },
};

export class Status implements vscode.Disposable {
  private readonly item: vscode.StatusBarItem;
  private readonly watching: vscode.Disposable;

  constructor(private readonly articles: vscode.DocumentSelector) {
    this.item = vscode.window.createStatusBarItem("ethicslint", vscode.StatusBarAlignment.Right, 50);
    this.item.name = "ethicslint";
    this.watching = vscode.window.onDidChangeActiveTextEditor(() => {
      this.place();
    });
    this.show("off", "");
  }

  /** `detail` goes into the tooltip: which program, or what is wrong. */
  show(state: State, detail: string): void {
    const look = LOOKS[state];
    this.item.text = `$(${look.icon}) ethicslint`;
    this.item.tooltip = `ethicslint: ${look.says}${detail === "" ? "" : `\n${detail}`}`;
    this.item.accessibilityInformation = { label: `ethicslint: ${look.says}` };
    this.item.command = look.command;
    this.item.backgroundColor =
      state === "missing" || state === "failed" ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
    this.place();
  }

  dispose(): void {
    this.watching.dispose();
    this.item.dispose();
  }

  private place(): void {
    const document = vscode.window.activeTextEditor?.document;
    if (document !== undefined && vscode.languages.match(this.articles, document) > 0) {
      this.item.show();
    } else {
      this.item.hide();
    }
  }
}
