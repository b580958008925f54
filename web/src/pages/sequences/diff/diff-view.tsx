import { useMemo } from "react";
import type { Schemas } from "../../../api/client.ts";
import type { Definition } from "../../../canvas/definition.ts";
import { Empty } from "../../../parts/empty.tsx";
import type { Tone } from "../../../parts/status.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { LazyCanvas } from "../canvas/lazy-canvas.tsx";
import { type Mark, NOTHING } from "../canvas/marks.ts";
import classes from "./diff.module.css";
import { DiffList } from "./diff-list.tsx";
import { isSame } from "./is-same.ts";
import { versionTexts } from "./texts.ts";

type Diff = Schemas["VersionDiff"];
export type Side = { name: string; definition: Definition };
type Props = { diff: Diff; before: Side; after: Side };

/** Two versions beside each other: what differs in words, and both pictures with their marks. */
export function DiffView({ diff, before, after }: Props) {
  const texts = useTexts(versionTexts);
  const onSteps = useMemo(() => {
    const of = (steps: Diff["added"], tone: Tone, label: string) =>
      steps.map(({ step }): [string, Mark] => [step, { tone, label }]);
    const changed = of(diff.changed, "warn", texts.changed);
    const marked = (steps: [string, Mark][]) => ({
      ...NOTHING,
      marks: new Map(steps),
      goTo: steps[0] && { place: steps[0][0], isOnlyShown: true },
    });
    return {
      before: marked([...changed, ...of(diff.removed, "bad", texts.removed)]),
      after: marked([...changed, ...of(diff.added, "good", texts.added)]),
    };
  }, [diff, texts]);
  if (isSame(diff)) return <Empty icon="check" title={texts.same} hint={texts.sameHint} />;
  return (
    <div className={classes.view}>
      <DiffList diff={diff} />
      <div className={classes.pictures}>
        {(["before", "after"] as const).map((side) => {
          const { name, definition } = side === "before" ? before : after;
          return (
            <figure key={side} className={classes.picture}>
              <figcaption>{texts[side](name)}</figcaption>
              <LazyCanvas
                isBare
                label={texts[side](name)}
                definition={definition}
                onSteps={onSteps[side]}
                goTo={onSteps[side].goTo}
              />
            </figure>
          );
        })}
      </div>
    </div>
  );
}
