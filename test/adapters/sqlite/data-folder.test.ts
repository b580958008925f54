import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openFolder } from "#shared/adapters/sqlite/data-folder.ts";
import { tempFolder } from "#test/support/temp-folder.ts";

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

/** A folder that was made by others, with that mode, and files in it that anyone may read. */
function madeByOthers(mode: number, ...files: string[]) {
  const parent = tempFolder();
  const path = join(parent, "kept");
  mkdirSync(path);
  for (const file of files) {
    writeFileSync(join(path, file), "");
    chmodSync(join(path, file), 0o644);
  }
  chmodSync(path, mode);
  return path;
}

test.each([
  [0o755, []],
  [0o777, ["lost+found", ".DS_Store"]],
  [0o750, ["dripstack.sqlite", "lock.sqlite", "dripstack.sqlite-backup"]],
  [0o700, ["dripstack.sqlite", "notes.txt"]],
])("a folder of mode %o with %j is closed to other users, and so is the data", (mode, files) => {
  const path = madeByOthers(mode, ...files);
  openFolder(path).close();
  expect(modeOf(path)).toBe("700");
  const ours = readdirSync(path).filter((name) => /^(dripstack|lock)/.test(name));
  for (const name of ours.filter((one) => files.includes(one as never))) {
    expect([name, modeOf(join(path, name))]).toEqual([name, "600"]);
  }
});

test("an open folder with files of others is refused, and stays as it was", () => {
  const path = madeByOthers(0o755, "index.html");
  expect(() => openFolder(path)).toThrow(/DRIPSTACK_DATA: .* index.html: name a folder inside it/);
  expect([modeOf(path), readdirSync(path)]).toEqual(["755", ["index.html"]]);
});
