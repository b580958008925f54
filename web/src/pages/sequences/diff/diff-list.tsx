import { VisuallyHidden } from "@mantine/core";
import type { Schemas } from "../../../api/client.ts";
import type { Step } from "../../../canvas/definition.ts";
import { describeDifference } from "../../../canvas/describe-difference.ts";
import { describeStep } from "../../../canvas/describe-step.ts";
import { differencesOf } from "../../../canvas/differences.ts";
import { Icon } from "../../../parts/icon.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { useWords } from "../use-words.ts";
import classes from "./diff.module.css";
import { versionTexts } from "./texts.ts";

type Diff = Schemas["VersionDiff"];
type Kind = "added" | "removed" | "changed";
const ICONS = { added: "plus", removed: "minus", changed: "edit" } as const;

/** What differs between two versions, in words: step by step, then the rest. */
export function DiffList({ diff }: { diff: Diff }) {
  const texts = useTexts(versionTexts);
  const words = useWords();
  const said = (kind: Kind, { step, before, after }: Diff["changed"][number]) => {
    const shown = (after ?? before) as Step;
    return (
      <li key={`${kind} ${step}`} className={classes.item} data-kind={kind}>
        <span className={classes.sign}>
          <Icon name={ICONS[kind]} size={14} />
          {texts[kind]}
        </span>
        <div className={classes.what}>
          <bdi className={classes.title}>{describeStep(shown, words)}</bdi> <code>{step}</code>
          {kind === "changed" && <Fields before={before} after={after} />}
        </div>
      </li>
    );
  };
  return (
    <ul className={classes.list} aria-label={texts.changes}>
      {diff.changed.map((one) => said("changed", one))}
      {diff.added.map((one) => said("added", one))}
      {diff.removed.map((one) => said("removed", one))}
      {diff.fields.length > 0 && (
        <li className={classes.item} data-kind="changed">
          <span className={classes.sign}>
            <Icon name="edit" size={14} />
            {texts.changed}
          </span>
          <div className={classes.what}>
            <span className={classes.title}>{texts.settings}</span>
            {diff.fields.map(({ path, before, after }) => (
              <Fields key={path} before={before} after={after} within={path.slice(1)} />
            ))}
          </div>
        </li>
      )}
    </ul>
  );
}

type FieldsProps = { before: unknown; after: unknown; within?: string };

/** The smallest fields that differ, each with what it was and becomes. */
function Fields({ before, after, within }: FieldsProps) {
  const texts = useTexts(versionTexts);
  const words = useWords();
  const found = differencesOf(before, after, within === undefined ? [] : [within]);
  return (
    <ul className={classes.fields}>
      {found.map((difference) => {
        const said = describeDifference(difference, words, texts);
        return (
          <li key={difference.path.join("/")}>
            <bdi className={classes.field}>{said.field}</bdi>
            <del>
              <VisuallyHidden>{texts.was} </VisuallyHidden>
              <bdi>{said.before}</bdi>
            </del>
            <Icon name="right" size={12} />
            <ins>
              <VisuallyHidden>{texts.becomes} </VisuallyHidden>
              <bdi>{said.after}</bdi>
            </ins>
          </li>
        );
      })}
    </ul>
  );
}
