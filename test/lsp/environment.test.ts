// Where third-party source is looked for, by the names of folders alone.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Host } from "../../server/src/base/host.ts";
import { searchPathsOf } from "../../server/src/lsp/environment.ts";
import type { EnvironmentOptions } from "../../server/src/lsp/environment.ts";

/** A disk made of paths; a text where a file has one. */
function hostOf(files: Readonly<Record<string, string>>): Host {
  const paths = Object.keys(files);
  return {
    readFile: (path) => files[path] ?? null,
    isFolder: (path) => paths.some((file) => file.startsWith(`${path}/`)),
    listFolder: (path) => {
      const inside = paths.filter((file) => file.startsWith(`${path}/`));
      return [...new Set(inside.map((file) => file.slice(path.length + 1).split("/")[0] ?? ""))];
    },
    readAsset: () => null,
    now: () => 0,
    log: () => undefined,
  };
}

const nothing: EnvironmentOptions = {
  configured: [],
  workspaceFolders: ["/work"],
  interpreter: null,
  variables: {},
  documents: [],
};

function found(files: Readonly<Record<string, string>> | readonly string[], options: Partial<EnvironmentOptions> = {}) {
  const disk = Array.isArray(files) ? Object.fromEntries(files.map((file: string) => [file, ""])) : files;
  return searchPathsOf(hostOf(disk as Record<string, string>), { ...nothing, ...options });
}

const venv = "/work/.venv/lib/python3.12/site-packages/timm/__init__.py";
const active = "/home/me/env/lib/python3.11/site-packages/timm/__init__.py";

test("what the user named comes first, then one environment: the interpreter's, the workspace's, the active one", () => {
  const variables = { VIRTUAL_ENV: "/home/me/env", CONDA_PREFIX: "/opt/conda" };
  const workspace = "/work/.venv/lib/python3.12/site-packages";
  assert.deepEqual(found([venv, active], { variables, configured: ["/extra"] }), ["/extra", workspace]);
  assert.deepEqual(found([active], { variables }), ["/home/me/env/lib/python3.11/site-packages"]);
  assert.deepEqual(found([venv, active], { variables, interpreter: "/home/me/env/bin/python" }), [
    "/home/me/env/lib/python3.11/site-packages",
  ]);
  assert.deepEqual(found([]), []);
});

test("an interpreter is written in several ways", () => {
  const windows = ["C:/env/Lib/site-packages/timm/__init__.py"];
  for (const interpreter of ["C:\\env\\Scripts\\python.exe", "C:\\env\\python.exe"])
    assert.deepEqual(found(windows, { interpreter }), ["C:/env/Lib/site-packages"], interpreter);
  for (const interpreter of ["${workspaceFolder}/.venv/bin/python", ".venv/bin/python", "./.venv/bin/python"])
    assert.deepEqual(found([venv], { interpreter }), ["/work/.venv/lib/python3.12/site-packages"], interpreter);
  assert.deepEqual(found([venv], { interpreter: "python" }), ["/work/.venv/lib/python3.12/site-packages"]);
});

test("of several Pythons the newest is meant, also past 3.9", () => {
  const files = ["3.9", "3.10", "3.8"].map((version) => `/work/venv/lib/python${version}/site-packages/a.py`);
  assert.equal(found(files)[0], "/work/venv/lib/python3.10/site-packages");
});

test("without any environment the Python on the PATH is one, Debian's folders included", () => {
  const files = ["/usr/bin/python3", "/usr/lib/python3/dist-packages/timm.py", "/usr/lib/python3.11/os.py"];
  assert.deepEqual(found(files, { variables: { PATH: "/sbin:/usr/bin" } }), ["/usr/lib/python3/dist-packages"]);
});

test("a document within installed packages brings its folder, and links are followed", () => {
  const site = "/work/.venv/lib/python3.12/site-packages";
  const files = {
    [`${site}/mine.pth`]: "/home/me/project/src\nimport something\n\nnot/absolute\n/gone\n",
    "/home/me/project/src/mine/__init__.py": "",
  };
  assert.deepEqual(found(files), [site, "/home/me/project/src"]);
  const document = "/other/site-packages/timm/models/vit.py";
  assert.deepEqual(found([venv, document], { documents: [document, "/work/train.py"] }), [
    site,
    "/other/site-packages",
  ]);
});
