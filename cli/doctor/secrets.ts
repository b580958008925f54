import { parseKeys, SECRET_BYTES } from "#shared/kernel/key-ring.ts";
import { type Finding, fix, ok } from "./finding.ts";

const RESTORE = "write back the copy from your backup";
const FIRST =
  "or, if there never was one, let `npx dripstack keys create` with this --stack make it";

/** Findings on the secrets called `names`; `found` holds the existing ones. */
export function checkSecrets(names: string[], found: Map<string, string>): Finding[] {
  const missing = names.filter((name) => !found.has(name));
  const wrong = names.filter((name) => found.has(name) && parseKeys(found.get(name)!).length === 0);
  if (missing.length === 0 && wrong.length === 0) {
    return [ok("secrets", `${names.join(" and ")} are there, ${SECRET_BYTES} bytes a key`)];
  }
  return [
    ...missing.map((name) => fix("secrets", `${name} is missing: ${RESTORE}, ${FIRST}`)),
    ...wrong.map((name) =>
      fix(
        "secrets",
        `${name} is not ${SECRET_BYTES} bytes in base64, or several of them with commas: ${RESTORE}`,
      ),
    ),
  ];
}
