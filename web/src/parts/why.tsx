import { useTexts } from "../text/catalogue.ts";
import { conditionTexts } from "./condition/texts.ts";
import { Icon } from "./icon.tsx";
import { Time } from "./time.tsx";
import classes from "./why.module.css";

export type WhyTree = {
  rule: string;
  matches: boolean;
  until?: string;
  saw?: Record<string, unknown>;
  parts?: WhyTree[];
};

/** Why a condition holds of a contact, or does not: each part with what was seen of it. */
export function Why({ why, depth = 0 }: { why: WhyTree; depth?: number }) {
  const texts = useTexts(conditionTexts).why;
  const { rule, matches, until, saw, parts } = why;
  const group = rule === "all" || rule === "any" || rule === "none" ? texts[rule] : undefined;
  const seen = sawText(saw);
  return (
    <div className={classes.why} data-depth={depth || undefined}>
      <div className={classes.line} data-matches={matches || undefined}>
        <Icon name={matches ? "check" : "close"} size={14} />
        <span>
          <bdi>{(parts && group) || rule}</bdi>
          <span className={classes.hidden}> {matches ? texts.yes : texts.no}</span>
          {seen && <span className={classes.saw}> {texts.saw(seen)}</span>}
          {until && (
            <span className={classes.saw}>
              {" "}
              {texts.until} <Time at={until} />
            </span>
          )}
        </span>
      </div>
      {parts?.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one answer do not move
        <Why key={at} why={part} depth={depth + 1} />
      ))}
    </div>
  );
}

const MAX_TEXT = 200;

function sawText(saw: Record<string, unknown> | undefined): string | undefined {
  const texts = Object.entries(saw ?? {}).map(([name, value]) =>
    name === "value" ? JSON.stringify(value) : `${name} ${JSON.stringify(value)}`,
  );
  return texts.length > 0 ? texts.join(", ").slice(0, MAX_TEXT).toWellFormed() : undefined;
}
