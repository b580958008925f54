import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { auditOf } from "./audit.ts";
import { refusedLicences } from "./licences.ts";
import { readLockfile } from "./lockfile.ts";
import { askNpm } from "./npm.ts";
import { gapsOf } from "./sbom.ts";
import { secretsIn } from "./secrets.ts";
import { everyAddedLine } from "./tracked.ts";

const ROOT = new URL("../../", import.meta.url);
const DIST = new URL("dist/", ROOT);
const print = (line: string) => process.stdout.write(`${line}\n`);

/** Says what a check came to, and makes the command fail where it found something. */
function tell(check: string, about: string, findings: string[]): void {
  print(
    `${check}: ${findings.length === 0 ? "nothing found" : `${findings.length} found`}; ${about}`,
  );
  for (const finding of findings) print(`  ${finding}`);
  if (findings.length > 0) process.exitCode = 1;
}

const installed = readLockfile(new URL("package-lock.json", ROOT));
const shipped = installed.filter(({ isShipped }) => isShipped);

const audit = auditOf(
  await askNpm("audit", "--omit=dev", "--json"),
  installed,
  new Date().toISOString(),
);
tell("advisories", audit.basis, audit.findings);

tell(
  "licences",
  `of ${installed.length} packages, ${shipped.length} of them shipped`,
  refusedLicences(installed),
);

// With what only development needs, marked so: without it npm leaves out what both need
// (html-to-text, and its own).
const listed = await askNpm("sbom", "--sbom-format=cyclonedx");
const isHere = ({ name }: { name: string }) => existsSync(new URL(`node_modules/${name}/`, ROOT));
const gaps =
  listed.code === 0
    ? gapsOf(JSON.parse(listed.out), installed, isHere)
    : [`npm makes no list: ${listed.err.trim().split("\n")[0] || "has `npm ci` been run?"}`];
tell("components", "dist/sbom.cdx.json", gaps);
mkdirSync(DIST, { recursive: true });
writeFileSync(fileURLToPath(new URL("sbom.cdx.json", DIST)), listed.out);

const added = everyAddedLine();
tell(
  "secrets",
  `in ${added.length} characters that were ever committed`,
  secretsIn(added).map(({ kind, line, hash }) => `${kind} ${line} (${hash})`),
);
