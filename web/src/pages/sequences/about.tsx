import { Problem } from "../../api/problem.ts";
import { ReadOnly } from "../../parts/read-only.tsx";
import { Status, type Tone } from "../../parts/status.tsx";
import { TextLink } from "../../parts/text-link.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { useFormat } from "../../text/format.ts";
import classes from "./editor.module.css";
import { isOnlyEmpty } from "./faults.ts";
import { insideTexts } from "./inside/texts.ts";
import type { OpenSequence } from "./open-sequence.ts";
import { sequencesTexts } from "./texts.ts";
import { useDiffers } from "./use-differs.ts";
import { ALL_INSIDE } from "./views.ts";

export const STATE_TONES: Record<OpenSequence["state"], Tone> = {
  draft: "quiet",
  live: "good",
  paused: "warn",
  archived: "quiet",
};

type Props = { sequence: OpenSequence; error: Error | undefined };

/** Below the title: the sequence's state and version, and whether the draft is saved. */
export function About({ sequence, error }: Props) {
  const { id, state, version, counts, status, mayEdit, definition } = sequence;
  const texts = useTexts(sequencesTexts);
  const within = useTexts(insideTexts);
  const inside = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const format = useFormat();
  const faults = error instanceof Problem ? error.faults : [];
  const isOpen = status === "refused" && isOnlyEmpty(faults, definition);
  const isRefused = status === "refused" && !isOpen;
  const isUnpublished = useDiffers(sequence) && version > 0 && status === "saved";
  return (
    <div className={classes.about}>
      <Status tone={STATE_TONES[state]}>{texts.state[state]}</Status>
      <code>{id}</code>
      <span>{version === 0 ? texts.neverPublished : texts.version(format.number(version))}</span>
      {isUnpublished && <Status tone="warn">{texts.unpublished}</Status>}
      {inside > 0 && (
        <TextLink from="/sequences/$id" to="." search={(old) => ({ ...old, inside: ALL_INSIDE })}>
          {within.open(format.number(inside))}
        </TextLink>
      )}
      {mayEdit ? (
        <span role="status" className={isRefused ? classes.fault : undefined}>
          {isOpen ? texts.incomplete : texts.status[status]}
          {isRefused && error?.message && `: ${error.message}`}
        </span>
      ) : (
        <ReadOnly />
      )}
    </div>
  );
}
