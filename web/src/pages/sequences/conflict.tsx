import { Text } from "@mantine/core";
import type { Definition } from "../../canvas/definition.ts";
import { isSame } from "../../canvas/json.ts";
import { Conflict } from "../../parts/draft/conflict.tsx";
import type { Draft, DraftState } from "../../parts/draft/draft.ts";
import { useTexts } from "../../text/catalogue.ts";
import { useFormat } from "../../text/format.ts";
import classes from "./editor.module.css";
import { sequencesTexts } from "./texts.ts";

const MOST_NAMED = 8;

/** The steps, and the other fields, in which two definitions differ. */
export function differences(one: Definition, other: Definition): string[] {
  const differing = (a: Record<string, unknown>, b: Record<string, unknown>) =>
    [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((key) => !isSame(a[key], b[key]));
  const fields = differing(one, other).filter((field) => field !== "steps");
  return [...fields, ...differing(one.steps, other.steps)];
}

type Props = { draft: Draft<Definition>; state: DraftState<Definition> };

/** Two versions of a draft: names where they differ, and asks which one counts. */
export function SequenceConflict({ draft, state: { theirs, history } }: Props) {
  const texts = useTexts(sequencesTexts);
  const format = useFormat();
  if (!theirs) return null;
  const names = differences(history.present, theirs.value).slice(0, MOST_NAMED);
  return (
    <div className={classes.conflict}>
      <Conflict draft={draft}>
        {names.length > 0 && (
          <Text size="sm" c="dimmed">
            {texts.differs(format.list(names))}
          </Text>
        )}
      </Conflict>
    </div>
  );
}
