/** What the search for the tool needs to know, taken from the editor and this machine. */

import * as fs from "node:fs";
import * as os from "node:os";
import * as vscode from "vscode";
import type { Surroundings } from "./finder";

/** The folders that are open on this machine's disk. */
export function folders(): string[] {
  return (vscode.workspace.workspaceFolders ?? [])
    .filter((folder) => folder.uri.scheme === "file")
    .map((folder) => folder.uri.fsPath);
}

export async function surroundings(): Promise<Surroundings> {
  const trusted = vscode.workspace.isTrusted;
  return {
    set: vscode.workspace.getConfiguration("ethicslint").get("path", "").trim(),
    folders: folders(),
    trusted,
    interpreter: trusted ? await chosenInterpreter() : undefined,
    variables: process.env,
    home: os.homedir(),
    platform: process.platform,
    isProgram,
    real,
  };
}

/** Where to run the tool: some programs take settings from the folder they run in, so not there without trust. */
export function runningFolder(): string {
  return (vscode.workspace.isTrusted ? folders()[0] : undefined) ?? os.homedir();
}

/** The part of the Python extension's interface that is used here. */
interface PythonExtension {
  environments?: { getActiveEnvironmentPath(folder?: vscode.Uri): { path: string } };
}

async function chosenInterpreter(): Promise<string | undefined> {
  const python = vscode.extensions.getExtension<PythonExtension | undefined>("ms-python.python");
  if (python === undefined) {
    return undefined;
  }
  try {
    const chosen = (await python.activate())?.environments?.getActiveEnvironmentPath(
      vscode.workspace.workspaceFolders?.[0]?.uri,
    ).path;
    // The answer is a program, a folder, or a bare name where nothing was chosen.
    return chosen !== undefined && isProgram(chosen) ? chosen : undefined;
  } catch {
    return undefined; // That extension's trouble is its own to tell.
  }
}

function isProgram(candidate: string): boolean {
  try {
    fs.accessSync(candidate, fs.constants.X_OK);
    return fs.statSync(candidate).isFile();
  } catch {
    return false;
  }
}

function real(candidate: string): string {
  try {
    return fs.realpathSync(candidate);
  } catch {
    return candidate;
  }
}
