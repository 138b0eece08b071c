/**
 * Where the tool is. Knows how environments lay out their programs, and nothing of the editor.
 *
 * In a folder that the person has not vouched for, nothing inside it is run, whoever named it: a setting, an environment
 * variable or a path that leads into it.
 */

import * as path from "node:path";

/** All that the answer depends on. */
export interface Surroundings {
  /** The person's setting; empty for none. `~` and `${workspaceFolder}` are replaced, and a relative path starts at the first folder. */
  readonly set: string;
  readonly folders: readonly string[];
  readonly trusted: boolean;
  /** The Python that was chosen for the first folder in the editor, if any. */
  readonly interpreter: string | undefined;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly platform: NodeJS.Platform;
  /** Whether a path is a file that may be run. */
  readonly isProgram: (candidate: string) => boolean;
  /** A path without symbolic links; the same path if there is nothing there. */
  readonly real: (candidate: string) => string;
}

/** How to run the tool: the command, what comes before the tool's own arguments, and where it was found, for people. */
export interface Tool {
  readonly command: string;
  readonly args: readonly string[];
  readonly origin: string;
}

/** What the search came to. `uvx` is the way to run the tool by fetching it, where that program exists. */
export type Search =
  | { readonly found: true; readonly tool: Tool }
  | { readonly found: false; readonly tried: readonly string[]; readonly uvx: Tool | undefined };

interface Place {
  readonly candidate: string;
  readonly origin: string;
}

/** The tool that is set; or else the first in the environments of the folders, in `$VIRTUAL_ENV`, on `PATH`. */
export function find(around: Surroundings): Search {
  const places = around.set === "" ? environments(around).concat(onPath(around, "ethicslint")) : [setPlace(around)];
  const usable = places.filter((place) => allowed(around, place.candidate));
  const hit = usable.find((place) => around.isProgram(place.candidate));
  if (hit !== undefined) {
    return { found: true, tool: { command: hit.candidate, args: [], origin: hit.origin } };
  }
  const tried = [...new Set((around.set === "" ? usable : places).map((place) => place.origin))];
  return { found: false, tried, uvx: around.set === "" ? fetched(around) : undefined };
}

function setPlace(around: Surroundings): Place {
  const flavour = flavourOf(around);
  const folder = around.folders[0] ?? around.home;
  const named = around.set.replace(/^~(?=$|[\\/])/, () => around.home).replaceAll("${workspaceFolder}", () => folder);
  return { candidate: flavour.resolve(folder, named), origin: `the setting ethicslint.path (${around.set})` };
}

function environments(around: Surroundings): Place[] {
  const flavour = flavourOf(around);
  const places: Place[] = [];
  if (around.interpreter !== undefined) {
    const candidate = flavour.join(flavour.dirname(around.interpreter), programName(around, "ethicslint"));
    places.push({ candidate, origin: "the chosen Python environment" });
  }
  for (const folder of around.folders) {
    for (const name of [".venv", "venv"]) {
      places.push({ candidate: inEnvironment(around, flavour.join(folder, name)), origin: `the folder's ${name}` });
    }
  }
  const active = around.variables["VIRTUAL_ENV"];
  if (active !== undefined && active !== "") {
    places.push({ candidate: inEnvironment(around, active), origin: "VIRTUAL_ENV" });
  }
  return places;
}

/** On `PATH`, and where pip, pipx and uv put programs: an editor started from a menu often lacks that folder. */
function onPath(around: Surroundings, name: string): Place[] {
  const flavour = flavourOf(around);
  const listed = (around.variables["PATH"] ?? around.variables["Path"] ?? "").split(flavour.delimiter);
  return [...listed, flavour.join(around.home, ".local", "bin")]
    .filter((folder) => flavour.isAbsolute(folder))
    .map((folder) => ({ candidate: flavour.join(folder, programName(around, name)), origin: "PATH" }));
}

function fetched(around: Surroundings): Tool | undefined {
  const uvx = onPath(around, "uvx").find(
    (place) => allowed(around, place.candidate) && around.isProgram(place.candidate),
  );
  return uvx && { command: uvx.candidate, args: ["--from", "ethicslint[lsp]", "ethicslint"], origin: "uvx" };
}

function allowed(around: Surroundings, candidate: string): boolean {
  if (around.trusted) {
    return true;
  }
  const folders = around.folders.flatMap((folder) => [folder, around.real(folder)]);
  const targets = [candidate, around.real(candidate)];
  return !folders.some((folder) => targets.some((target) => isInside(around, folder, target)));
}

function isInside(around: Surroundings, folder: string, target: string): boolean {
  const flavour = flavourOf(around);
  const way = flavour.relative(folder, target);
  return way !== ".." && !way.startsWith(`..${flavour.sep}`) && !flavour.isAbsolute(way);
}

function inEnvironment(around: Surroundings, environment: string): string {
  const folder = around.platform === "win32" ? "Scripts" : "bin";
  return flavourOf(around).join(environment, folder, programName(around, "ethicslint"));
}

function programName(around: Surroundings, name: string): string {
  return around.platform === "win32" ? `${name}.exe` : name;
}

function flavourOf(around: Surroundings): path.PlatformPath {
  return around.platform === "win32" ? path.win32 : path.posix;
}
