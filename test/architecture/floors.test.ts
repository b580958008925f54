import { globSync, readFileSync } from "node:fs";
import { dirname, normalize } from "node:path";
import { expect, test } from "vitest";

/** The floors of docs/design.md, top to bottom: a file imports only from its own floor or one below. */
const FLOORS = [
  /^(infra|cli)\//,
  /^functions\//,
  /^(shared\/(adapters|http)|sdk)\//,
  /^shared\/(?!adapters|http|ports|kernel)/,
  /^shared\/ports\//,
  /^events\//,
  /^shared\/kernel\//,
];
const floorOf = (path: string) => FLOORS.findIndex((floor) => floor.test(path));

const files = globSync("{infra,cli,functions,sdk,shared,events}/**/*.ts");
const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*"([^"]+)"/g;

/** The modules that `file` names: project paths for relative and `#` imports, else the package name. */
function importsOf(file: string): string[] {
  const source = readFileSync(file, "utf8");
  return [...source.matchAll(IMPORT)].map(([, name]) => {
    if (name!.startsWith("#")) return name!.slice(1);
    return name!.startsWith(".") ? normalize(`${dirname(file)}/${name}`) : name!;
  });
}

const offences = (wrong: (file: string, imported: string) => boolean) =>
  files.flatMap((file) =>
    importsOf(file)
      .filter((imported) => wrong(file, imported))
      .map((imported) => `${file} imports ${imported}`),
  );

const isRule = (file: string) => floorOf(file) >= 3;
const noun = (path: string) => /^shared\/([a-z-]+)\//.exec(path)?.[1];

test("the sources are found", () => {
  expect(files.length).toBeGreaterThan(0);
  expect(files.every((file) => floorOf(file) >= 0)).toBe(true);
});

test("a file imports only from its own floor or a lower one", () => {
  expect(
    offences((file, imported) => floorOf(imported) >= 0 && floorOf(imported) < floorOf(file)),
  ).toEqual([]);
});

test("nouns reach each other through their index, and never an adapter, an SDK or I/O", () => {
  const io = /^node:(?!crypto$|buffer$|util$|assert$)/;
  expect(offences((file, imported) => isRule(file) && io.test(imported))).toEqual([]);
  expect(offences((file, imported) => isRule(file) && /^@aws|^aws-cdk/.test(imported))).toEqual([]);
  expect(
    offences(
      (file, imported) =>
        floorOf(file) === 3 &&
        floorOf(imported) === 3 &&
        noun(file) !== noun(imported) &&
        !imported.endsWith("/index.ts"),
    ),
  ).toEqual([]);
});

test("only the AWS adapters and the deployed entries name an AWS SDK package", () => {
  const allowed = /^(shared\/adapters\/aws\/|functions\/[a-z-]+\/lambda\.ts)/;
  expect(
    offences((file, imported) => /^@(aws-sdk|smithy)\//.test(imported) && !allowed.test(file)),
  ).toEqual([]);
});

test("the command line asks the API and the account: it knows no handler, no process and no database", () => {
  const foreign = /^(infra|functions|shared\/adapters\/(sqlite|smtp|local|render-process))\//;
  expect(offences((file, imported) => file.startsWith("cli/") && foreign.test(imported))).toEqual(
    [],
  );
});

test("only the SQLite adapters name the database, and only infra and they name files and sockets", () => {
  expect(
    offences(
      (file, imported) => imported === "node:sqlite" && !file.startsWith("shared/adapters/sqlite/"),
    ),
  ).toEqual([]);
  expect(
    offences(
      (file, imported) =>
        /^node:(fs|net|http|tls)/.test(imported) && !/^(infra|cli|shared\/adapters)\//.test(file),
    ),
  ).toEqual([]);
});

test("the CDK app reads triggers and never a handler; functions never name the CDK or each other", () => {
  expect(
    offences((file, imported) => file.startsWith("infra/aws/") && /handler\.ts$/.test(imported)),
  ).toEqual([]);
  expect(
    offences((file, imported) => file.startsWith("functions/") && imported.startsWith("aws-cdk")),
  ).toEqual([]);
  const folder = (path: string) => /^functions\/(?!runtime\/)([a-z-]+)\//.exec(path)?.[1];
  expect(
    offences(
      (file, imported) =>
        folder(file) !== undefined &&
        folder(imported) !== undefined &&
        folder(file) !== folder(imported),
    ),
  ).toEqual([]);
});

test("no module is imported for what it does, which bundles would drop (`sideEffects` in package.json)", () => {
  const bare = /^import "/m;
  expect(files.filter((file) => bare.test(readFileSync(file, "utf8")))).toEqual([]);
});

test("no source file is longer than 250 lines", () => {
  const long = files.filter((file) => readFileSync(file, "utf8").split("\n").length > 251);
  expect(long).toEqual([]);
});

test("no code but the clock adapters reads the clock", () => {
  const clock = /\b(Date\.now\(\)|new Date\(\)|performance\.now\(\)|hrtime)/;
  const readers = files.filter(
    (file) => !/adapters\/.*clock\.ts$/.test(file) && clock.test(readFileSync(file, "utf8")),
  );
  expect(readers).toEqual([]);
});
