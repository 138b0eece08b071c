import assert from "node:assert/strict";
import { test } from "node:test";
import { type Search, type Surroundings, find } from "../src/finder";

const WORK = "/copy/news";

/** A place where just these programs exist. */
function surroundings(programs: readonly string[], more: Partial<Surroundings> = {}): Surroundings {
  return {
    set: "",
    folders: [WORK],
    trusted: true,
    interpreter: undefined,
    variables: { PATH: "/usr/local/bin:/usr/bin" },
    home: "/people/ada",
    platform: "linux",
    isProgram: (candidate) => programs.includes(candidate),
    real: (candidate) => candidate,
    ...more,
  };
}

function commandOf(search: Search): string | undefined {
  return search.found ? search.tool.command : undefined;
}

const EVERYWHERE = [
  "/opt/tool/ethicslint",
  "/people/ada/.pyenv/bin/ethicslint",
  `${WORK}/.venv/bin/ethicslint`,
  `${WORK}/venv/bin/ethicslint`,
  "/active/bin/ethicslint",
  "/usr/bin/ethicslint",
  "/people/ada/.local/bin/ethicslint",
];

test("the order is: set path, chosen Python, .venv, venv, VIRTUAL_ENV, PATH, ~/.local/bin", () => {
  const programs = [...EVERYWHERE];
  const all = {
    set: "/opt/tool/ethicslint",
    interpreter: "/people/ada/.pyenv/bin/python",
    variables: { PATH: "/usr/bin", VIRTUAL_ENV: "/active" },
  };
  assert.equal(commandOf(find(surroundings(programs, all))), "/opt/tool/ethicslint");
  for (const expected of EVERYWHERE.slice(1)) {
    programs.shift();
    assert.equal(commandOf(find(surroundings(programs, { ...all, set: "" }))), expected);
  }
});

test("a set path that is no program is an answer, not a reason to look elsewhere", () => {
  const search = find(surroundings(EVERYWHERE, { set: "/nowhere/ethicslint" }));
  assert.deepEqual(search, {
    found: false,
    tried: ["the setting ethicslint.path (/nowhere/ethicslint)"],
    uvx: undefined,
  });
});

test("a set path may start at the home, at the folder, or be relative to it", () => {
  for (const set of ["~/.local/bin/ethicslint", "${workspaceFolder}/.venv/bin/ethicslint", "venv/bin/ethicslint"]) {
    assert.equal(find(surroundings(EVERYWHERE, { set })).found, true, set);
  }
});

test("the second folder's environment counts where the first has none", () => {
  const program = "/copy/features/.venv/bin/ethicslint";
  assert.equal(commandOf(find(surroundings([program], { folders: [WORK, "/copy/features"] }))), program);
});

test("a folder without trust lends no program, by whatever way", () => {
  const inside = [`${WORK}/.venv/bin/ethicslint`, `${WORK}/bin/ethicslint`, `${WORK}/bin/uvx`];
  const ways: Partial<Surroundings>[] = [
    {},
    { set: "bin/ethicslint" },
    { set: `${WORK}/bin/ethicslint` },
    { set: `/usr/../${WORK}/bin/ethicslint` },
    { interpreter: `${WORK}/.venv/bin/python` },
    { variables: { VIRTUAL_ENV: `${WORK}/.venv`, PATH: "/usr/bin" } },
    { variables: { PATH: `${WORK}/bin:/usr/bin` } },
  ];
  for (const way of ways) {
    const search = find(surroundings(inside, { ...way, trusted: false }));
    assert.equal(commandOf(search), undefined, JSON.stringify(way));
    assert.ok(!("uvx" in search && search.uvx !== undefined), JSON.stringify(way));
    const programs = [...inside, "/usr/bin/ethicslint"];
    const beyond = find(surroundings(programs, { ...way, trusted: false }));
    assert.equal(commandOf(beyond), way.set === undefined ? "/usr/bin/ethicslint" : undefined, JSON.stringify(way));
  }
});

test("a folder without trust lends none through a symbolic link either", () => {
  const links = { "/usr/bin/ethicslint": `${WORK}/bin/ethicslint` } as Record<string, string>;
  const real = (candidate: string): string => links[candidate] ?? candidate;
  assert.equal(find(surroundings(["/usr/bin/ethicslint"], { trusted: false, real })).found, false);
});

test("a neighbour whose name begins alike is not inside the folder", () => {
  const program = `${WORK}-tools/ethicslint`;
  assert.equal(commandOf(find(surroundings([program], { set: program, trusted: false }))), program);
});

test("relative entries of PATH are never followed", () => {
  assert.equal(find(surroundings([`${WORK}/ethicslint`, "ethicslint", "./ethicslint"], { variables: { PATH: ".:" } })).found, false);
});

test("where nothing is found, uvx is offered and the places are named", () => {
  const search = find(surroundings(["/usr/bin/uvx"]));
  assert.deepEqual(search, {
    found: false,
    tried: ["the folder's .venv", "the folder's venv", "PATH"],
    uvx: { command: "/usr/bin/uvx", args: ["--from", "ethicslint[lsp]", "ethicslint"], origin: "uvx" },
  });
});

test("Windows has other folders, endings and separators", () => {
  const program = "C:\\news\\.venv\\Scripts\\ethicslint.exe";
  const windows = { platform: "win32", folders: ["C:\\news"], home: "C:\\Users\\ada" } as const;
  assert.equal(commandOf(find(surroundings([program], windows))), program);
  const onPath = "D:\\tools\\ethicslint.exe";
  const variables = { Path: "C:\\windows;D:\\tools" };
  assert.equal(commandOf(find(surroundings([program, onPath], { ...windows, variables, trusted: false }))), onPath);
});
