/**
 * The language server's life: found, started, told apart from trouble, stopped.
 *
 * Knows how the tool is started and what people are told when it is not. What the server finds is between it and the editor.
 */

import { type ChildProcess, spawn } from "node:child_process";
import * as vscode from "vscode";
import {
  CloseAction,
  ErrorAction,
  ExecuteCommandRequest,
  LanguageClient,
  type ShowDocumentResult,
  State as ClientState,
} from "vscode-languageclient/node";
import { type Tool, find } from "./finder";
import type { Status } from "./status";
import { runningFolder, surroundings } from "./surroundings";

/** What is checked: articles on disk, and drafts that have no file yet. */
export const ARTICLES = [
  ...["file", "untitled"].flatMap((scheme) => ["markdown", "mdx"].map((language) => ({ scheme, language }))),
  { scheme: "file", language: "plaintext", pattern: "**/*.txt" },
  { scheme: "untitled", language: "plaintext" },
];

/** Crashes within three minutes after which the server is left stopped. */
const CRASHES = 4;
const CRASH_WINDOW = 3 * 60 * 1000;

/** Milliseconds to wait for what a server that does not start has to say. */
const LAST_WORDS = 1000;

/** What the messages offer. */
const FETCH = "Run with uvx";
const INSTALL = "How to install";
const CHOOSE = "Choose the program…";
const OUTPUT = "Show output";

/** A client that writes its troubles into the output and leaves it to us to tell people: its messages would cover ours. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

export class Server {
  private client: LanguageClient | undefined;
  /** Starts and stops follow one another, however fast they are asked for. */
  private queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly output: vscode.LogOutputChannel,
    private readonly status: Status,
  ) {}

  /** Stop what runs, and start anew from the settings and programs as they are now. */
  restart(): Promise<void> {
    this.queue = this.queue.then(() => this.stop()).then(() => this.start());
    return this.queue;
  }

  get isRunning(): boolean {
    return this.client?.isRunning() === true;
  }

  /** Have the server carry out one of its commands, starting it first if need be. */
  async ask(command: string, ...values: unknown[]): Promise<void> {
    if (!this.isRunning) {
      await this.restart();
    }
    if (this.isRunning) {
      await this.client?.sendRequest(ExecuteCommandRequest.type, { command, arguments: values });
    }
  }

  async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    announce(false);
    try {
      await client?.dispose();
    } catch (error) {
      this.output.warn(`The server did not stop in order: ${String(error)}`);
    }
  }

  private async start(): Promise<void> {
    if (!vscode.workspace.getConfiguration("ethicslint").get<boolean>("enable", true)) {
      this.status.show("off", "The setting ethicslint.enable is off.");
      return;
    }
    this.status.show("starting", "");
    const search = find(await surroundings());
    const fetching = vscode.workspace.getConfiguration("ethicslint").get<string>("uvx", "ask");
    const tool = search.found ? search.tool : fetching === "always" ? search.uvx : undefined;
    if (tool !== undefined) {
      await this.run(tool);
    } else if (!search.found) {
      this.missing(search.tried, fetching === "ask" && search.uvx !== undefined);
    }
  }

  private async run(tool: Tool): Promise<void> {
    const said: string[] = [];
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const client = new QuietClient(
      "ethicslint",
      "ethicslint",
      () => this.spawned(tool, said, end),
      {
        documentSelector: ARTICLES,
        outputChannel: this.output,
        diagnosticCollectionName: "ethicslint",
        initializationFailedHandler: () => false,
        errorHandler: this.crashHandler(),
        middleware: { window: { showDocument: (page) => preview(page.uri) } },
      },
    );
    this.client = client;
    client.onDidChangeState(({ newState }) => {
      if (this.client === client) {
        this.changed(newState, tool);
      }
    });
    try {
      await Promise.race([client.start(), ended.then(() => Promise.reject(new Error("it ended at once")))]);
    } catch (error) {
      if (this.client === client) {
        // The client may give up before the last words have arrived.
        await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, LAST_WORDS))]);
        void this.stop(); // Nothing waits for a client in this state: it may never say that it has stopped.
        this.failed(tool, said.at(-1) ?? String(error));
      }
    }
  }

  private spawned(tool: Tool, said: string[], end: () => void): Promise<ChildProcess> {
    const more = vscode.workspace.getConfiguration("ethicslint").get<string[]>("args", []);
    const args = [...tool.args, "lsp", "--stdio", ...more];
    this.output.info(`Starting ${[tool.command, ...args].join(" ")} (${tool.origin})`);
    const child = spawn(tool.command, args, { cwd: runningFolder(), stdio: "pipe" });
    // What it says on the way down is the best account of why.
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said.push(...text.split("\n").filter((line) => line.trim() !== ""));
      said.splice(0, said.length - 3);
    });
    child.once("close", end);
    return new Promise((resolve, reject) => {
      child.once("spawn", () => {
        resolve(child);
      });
      child.once("error", reject);
    });
  }

  private crashHandler(): ConstructorParameters<typeof LanguageClient>[3]["errorHandler"] & object {
    const crashes: number[] = [];
    return {
      error: () => ({ action: ErrorAction.Continue }),
      closed: () => {
        const now = Date.now();
        crashes.push(now);
        const recent = crashes.filter((time) => now - time < CRASH_WINDOW).length;
        const started = this.client?.initializeResult !== undefined;
        if (started && recent >= CRASHES) {
          void this.offer("ethicslint stopped again and again, and is left stopped. Its output may say why.", []);
        }
        return { action: started && recent < CRASHES ? CloseAction.Restart : CloseAction.DoNotRestart, handled: true };
      },
    };
  }

  private changed(state: ClientState, tool: Tool): void {
    announce(state === ClientState.Running);
    if (state === ClientState.Running) {
      const version = this.client?.initializeResult?.serverInfo?.version;
      const restricted = vscode.workspace.isTrusted ? "" : "\nRestricted: no program of this folder is used.";
      this.status.show("running", `${version ?? ""} ${tool.command} (${tool.origin})${restricted}`.trim());
    } else if (state === ClientState.Starting) {
      this.status.show("starting", tool.command);
    } else {
      this.status.show("failed", "The server stopped. Choose the item to start it again.");
    }
  }

  private missing(tried: readonly string[], fetchable: boolean): void {
    const where = `Looked at: ${tried.join(", ")}.`;
    this.output.warn(`No ethicslint found. ${where}`);
    this.status.show("missing", `${where} Choose the item to look again.`);
    const trust = vscode.workspace.isTrusted ? "" : " Programs inside this folder are not run while it is not trusted.";
    const uvx = fetchable ? " uvx can fetch it from your package index; articles stay on this machine." : "";
    void this.offer(`ethicslint is not installed here. ${where}${trust}${uvx}`, fetchable ? [FETCH] : []);
  }

  private failed(tool: Tool, reason: string): void {
    this.status.show("failed", `${tool.command}: ${reason}`);
    void this.offer(`ethicslint did not start: ${reason} (${tool.command})`, []);
  }

  /** Say what is wrong and offer the ways out. Those that change a setting start the server by that. */
  private async offer(message: string, first: readonly string[]): Promise<void> {
    const choice = await vscode.window.showWarningMessage(message, ...first, INSTALL, CHOOSE, OUTPUT);
    if (choice === FETCH) {
      await set("uvx", "always");
    } else if (choice === INSTALL) {
      await vscode.commands.executeCommand("ethicslint.howToInstall");
    } else if (choice === CHOOSE) {
      const picked = await vscode.window.showOpenDialog({ title: "The program ethicslint", openLabel: "Use this program" });
      if (picked?.[0] !== undefined) {
        await set("path", picked[0].fsPath);
      }
    } else if (choice === OUTPUT) {
      this.output.show();
    }
  }
}

/** The server shows pages of rules, which are Markdown to be read. */
async function preview(page: string): Promise<ShowDocumentResult> {
  await vscode.commands.executeCommand("markdown.showPreviewToSide", vscode.Uri.parse(page));
  return { success: true };
}

/** For the conditions under which the editor shows our commands. It may be gone already. */
function announce(isRunning: boolean): void {
  vscode.commands.executeCommand("setContext", "ethicslint.running", isRunning).then(undefined, () => undefined);
}

async function set(name: string, value: string): Promise<void> {
  await vscode.workspace.getConfiguration("ethicslint").update(name, value, vscode.ConfigurationTarget.Global);
}
