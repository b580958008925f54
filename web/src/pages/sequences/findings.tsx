import { Button } from "@mantine/core";
import { ENTER } from "../../canvas/definition.ts";
import { applyPatch } from "../../canvas/patch.ts";
import { toast } from "../../parts/toasts.ts";
import { useTexts } from "../../text/catalogue.ts";
import type { Finding } from "./canvas/marks.ts";
import { canvasTexts } from "./canvas/texts.ts";
import classes from "./findings.module.css";
import type { OpenSequence } from "./open-sequence.ts";
import { placeOf } from "./use-on-steps.ts";

type Props = {
  found: readonly Finding[];
  sequence: OpenSequence;
  /** Leads to where a finding is. */
  onGoTo?: (finding: Finding) => void;
};

const nameOf = ({ path }: Finding) => {
  const place = placeOf(path);
  return place === ENTER ? "" : place;
};

/** What is wrong, what to do, and a button that does it where there is one. */
export function Findings({ found, sequence, onGoTo }: Props) {
  const texts = useTexts(canvasTexts);
  const { definition, edit, editIf, mayEdit } = sequence;
  if (found.length === 0) return null;
  const fix = ({ fix: remedy }: Finding) => {
    const next = remedy && applyPatch(definition, remedy.patch);
    if (!next) return;
    edit(next);
    toast(texts.fixed(remedy.label), { undo: () => editIf(next, definition) });
  };
  return (
    <ul className={classes.findings}>
      {found.map((one) => (
        <li
          key={`${one.code} ${one.path} ${one.message}`}
          className={classes.finding}
          data-level={one.level}
        >
          {onGoTo ? (
            <button type="button" className={classes.finder} onClick={() => onGoTo(one)}>
              <strong>{texts.finding[one.level]}</strong> <bdi>{one.message}</bdi>{" "}
              <code>{nameOf(one)}</code>
            </button>
          ) : (
            <>
              <strong>{texts.finding[one.level]}</strong> <bdi>{one.message}</bdi>
            </>
          )}
          {one.remedy && <p>{one.remedy}</p>}
          {one.fix && mayEdit && (
            <Button size="compact-xs" variant="default" mt={6} onClick={() => fix(one)}>
              {one.fix.label}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
