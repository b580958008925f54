import { expect, test } from "vitest";
import { type Advisory, affectedBy, readExtract } from "./advisories.ts";
import { auditOf } from "./audit.ts";
import { refusedLicences } from "./licences.ts";
import { type Installed, readLockfile } from "./lockfile.ts";
import { gapsOf } from "./sbom.ts";
import { secretsIn } from "./secrets.ts";

const installed = readLockfile(new URL("../../package-lock.json", import.meta.url));
const one = (changes: Partial<Installed> = {}): Installed => ({
  name: "one",
  version: "1.2.3",
  licence: "MIT",
  isShipped: true,
  isBundled: false,
  ...changes,
});
const TODAY = "2026-12-10T00:00:00Z";
const said = (out: string) => ({ code: 1, out, err: "" });

test("what the lock file installs carries licences that were agreed to, and no advisory of the extract", () => {
  expect(installed.length).toBeGreaterThan(100);
  expect(refusedLicences(installed)).toEqual([]);
  expect(affectedBy(readExtract().advisories, installed)).toEqual([]);
});

test("the extract speaks of what we install, each advisory once, with ranges that end", () => {
  const { advisories, readOn } = readExtract();
  const names = new Set(installed.map(({ name }) => name));
  expect(advisories.filter((advisory) => !names.has(advisory.package))).toEqual([]);
  expect(new Set(advisories.map(({ id }) => id)).size).toBe(advisories.length);
  for (const { affected } of advisories) {
    for (const { below } of affected) expect(below).toMatch(/^\d+\.\d+\.\d+$/);
  }
  expect(Date.parse(readOn)).toBeGreaterThan(0);
});

const advisory: Advisory = {
  id: "GHSA-1",
  package: "one",
  severity: "high",
  affected: [{ below: "1.2.3" }, { from: "2.0.0", below: "2.10.0" }],
  title: "it breaks",
};

test.each([
  ["1.2.2", true],
  ["1.2.3", false],
  ["1.10.0", false],
  ["2.0.0", true],
  ["2.9.99", true],
  ["2.10.0", false],
  ["3.0.0", false],
])("version %s of an advisory's ranges is affected: %s", (version, isAffected) => {
  expect(affectedBy([advisory], [one({ version })])).toHaveLength(isAffected ? 1 : 0);
  expect(affectedBy([advisory], [one({ version, isShipped: false })])).toEqual([]);
});

test("the registry's word counts where it answers; else the audit says that it is degraded, and how old its extract is", () => {
  const answer = { vulnerabilities: { one: { severity: "high", range: "<1.2.4" } } };
  expect(auditOf(said(JSON.stringify(answer)), [], TODAY)).toEqual({
    findings: ["one <1.2.4: high"],
    basis: "the registry's advisories of today",
  });
  const refused = said(JSON.stringify({ message: "405 Method Not Allowed" }));
  for (const other of [refused, said(""), said("npm error")]) {
    const { findings, basis } = auditOf(
      other,
      [one({ name: "liquidjs", version: "10.25.0" })],
      TODAY,
    );
    expect(findings.length).toBeGreaterThan(1);
    expect(findings[0]).toMatch(/^liquidjs@10\.25\.0: /);
    expect(basis).toMatch(/^DEGRADED: .* read on \d{4}-\d\d-\d\d \(\d+ days ago\)/);
  }
});

test.each([
  ["MIT", true, true],
  ["(MIT OR GPL-3.0-or-later)", true, true],
  ["MIT AND Apache-2.0", true, true],
  ["MIT AND GPL-3.0-only", false, false],
  ["GPL-3.0-only", false, false],
  ["SSPL-1.0", false, false],
  ["MPL-2.0", false, true],
  ["CC-BY-4.0", false, false],
  ["none", false, false],
])("%s may be shipped: %s, and be a tool's: %s", (licence, isFine, isFineForTools) => {
  const lines = (isShipped: boolean) => refusedLicences([one({ licence, isShipped })]);
  expect(lines(true)).toEqual(isFine ? [] : [`one@1.2.3: ${licence}`]);
  expect(lines(false)).toEqual(isFineForTools ? [] : [`one@1.2.3: ${licence}`]);
});

test("a list of components lacks what it does not name, and what it can not prove", () => {
  const component = { name: "one", version: "1.2.3", purl: "pkg:npm/one@1.2.3", hashes: [{}] };
  const sbom = (components: object[]) =>
    ({ bomFormat: "CycloneDX", specVersion: "1.5", components }) as Parameters<typeof gapsOf>[0];
  const gaps = (components: object[]) => gapsOf(sbom(components), [one()], () => true);
  expect(gaps([component])).toEqual([]);
  expect(gaps([])).toEqual(["one@1.2.3 is not listed"]);
  expect(gaps([{ ...component, version: "1.2.4" }])).toEqual(["one@1.2.3 is not listed"]);
  expect(gaps([{ ...component, hashes: [] }])).toEqual(["one@1.2.3 has no hash"]);
  expect(gapsOf({}, [one()], () => true)).toEqual(["it is not in CycloneDX's form"]);
  expect(gapsOf(sbom([]), [one()], () => false)).toEqual([]);
});

// Put together here: what stands in a file is scanned itself.
const SECRETS: [string, string][] = [
  ["AWS access key", `AKIA${"Q7".repeat(8)}`],
  ["AWS secret key", `aws_secret_access_key = ${"aB3/".repeat(10)}`],
  ["private key", `-----BEGIN ${"RSA "}PRIVATE KEY-----\n${"MIIEpQ".repeat(4)}`],
  ["private key", `"-----BEGIN ${""}PRIVATE KEY-----\\n${"MIIEpQ".repeat(4)}"`],
  ["Dripstack key", `drip_${"aB3_".repeat(11)}`],
  ["webhook secret", `whsec_${"aB3+".repeat(8)}`],
  ["GitHub token", `ghp_${"aB3c".repeat(9)}`],
  ["npm token", `npm_${"aB3c".repeat(9)}`],
  ["Slack token", `xoxb-${"123456-".repeat(3)}`],
  ["Stripe key", `sk_live_${"aB3c".repeat(5)}`],
  ["signed token", ["eyJhbGciOiJIUzI1", "eyJzdWIiOiIxMjM0", "dozjgNryP4J3jVmN"].join(".")],
];

test.each(SECRETS)("a %s is found in a line, and not repeated whole", (kind, secret) => {
  const found = secretsIn(`const key = "${secret}";`);
  expect(found.map((it) => it.kind)).toEqual([kind]);
  expect(JSON.stringify(found)).not.toContain(secret);
});

test("words, hashes and what tests were given are no secrets", () => {
  const harmless = [
    "drip_start_test_key_0123456789",
    "the PRIVATE KEY of the relay",
    "sha512-xjxD55EBV8kA9dMYri+a9gXmQSWanzTOGf4O0wObsDahmy0oFo6",
    "drip_short",
  ];
  expect(harmless.flatMap(secretsIn)).toEqual([]);
});
