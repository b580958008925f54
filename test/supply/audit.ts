import { affectedBy, readExtract } from "./advisories.ts";
import type { Installed } from "./lockfile.ts";
import type { Said } from "./npm.ts";

export type Audit = { findings: string[]; basis: string };

type Report = {
  vulnerabilities?: Record<string, { severity: string; range: string }>;
};

/**
 * What advisories say of what is shipped: by the registry where it answers (`npm audit --omit=dev
 * --json`), else by the extract kept here. `basis` says which, and how old, for an extract knows
 * only what was known on its day.
 */
export function auditOf({ out }: Said, installed: Installed[], today: string): Audit {
  const { vulnerabilities } = readReport(out);
  if (vulnerabilities) {
    const findings = Object.entries(vulnerabilities).map(
      ([name, { severity, range }]) => `${name} ${range}: ${severity}`,
    );
    return { findings, basis: "the registry's advisories of today" };
  }
  const { readOn, advisories } = readExtract();
  const days = Math.floor((Date.parse(today) - Date.parse(readOn)) / 86_400_000);
  const basis =
    `DEGRADED: the registry answers no audit here, so ${advisories.length} advisories read on ${readOn} ` +
    `(${days} days ago) were compared; newer ones are not known`;
  return { findings: affectedBy(advisories, installed), basis };
}

function readReport(out: string): Report {
  try {
    return JSON.parse(out) as Report;
  } catch {
    return {};
  }
}
