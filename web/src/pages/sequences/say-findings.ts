import type { components } from "../../api/schema.d.ts";
import type { texts as english } from "../../text/en/lint.ts";
import type { Like } from "../../text/like.ts";

type Finding = components["schemas"]["Finding"];
type Values = NonNullable<Finding["values"]>;
type Said = string | ((values: Values) => string);
type LintTexts = Like<typeof english>;

/** A finding in the words of its code; one without keeps the API's. */
export function sayFinding(finding: Finding, { findings }: LintTexts): Finding {
  const { code, values = {}, message, remedy, fix } = finding;
  if (!Object.hasOwn(findings, code)) return finding;
  const texts: { says: Said; remedy: Said; fix?: Said } = findings[code as keyof typeof findings];
  const say = (said: Said | undefined, otherwise: string) =>
    typeof said === "function" ? said(values) : (said ?? otherwise);
  return {
    ...finding,
    message: say(texts.says, message),
    remedy: say(texts.remedy, remedy),
    ...(fix && { fix: { ...fix, label: say(texts.fix, fix.label) } }),
  };
}

/** Findings in words that are loaded when there is something to say. */
export async function sayFindings(
  found: Finding[],
  load: () => Promise<LintTexts>,
): Promise<Finding[]> {
  if (found.length === 0) return found;
  const texts = await load();
  return found.map((one) => sayFinding(one, texts));
}
