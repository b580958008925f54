import { useMediaQuery } from "@mantine/hooks";
import { getRouteApi } from "@tanstack/react-router";
import { Suspense, useCallback, useState } from "react";
import { ENTER } from "../../canvas/definition.ts";
import { describeExit } from "../../canvas/describe-step.ts";
import { exitsFrom } from "../../canvas/exits.ts";
import { lazyPart } from "../../parts/lazy-part.ts";
import { Canvas } from "./canvas/canvas.tsx";
import { useEdits } from "./canvas/use-edits.ts";
import classes from "./editor.module.css";
import type { OpenSequence } from "./open-sequence.ts";
import { Outline } from "./outline/outline.tsx";
import { useFindings, useOnSteps } from "./use-on-steps.ts";
import { useWords } from "./use-words.ts";

const StepPalette = lazyPart(() => import("./canvas/palette.tsx"), "StepPalette");

// Half of what the page needs, and only once a step is opened.
const FormPane = lazyPart(() => import("./form/pane.tsx"), "FormPane");

const route = getRouteApi("/sequences/$id");

/** The steps of a sequence, to look at and to change. */
export function CanvasView({ sequence }: { sequence: OpenSequence }) {
  const { step } = route.useSearch();
  const navigate = route.useNavigate();
  const words = useWords();
  const isWide = useMediaQuery("(min-width: 900px)", true, { getInitialValueInEffect: false });
  const findings = useFindings(sequence);
  const onSteps = useOnSteps(sequence, findings);
  const { edits, adding, pick, goTo, setGoTo, stop } = useEdits(sequence);
  const { definition } = sequence;
  const [isByKey, setIsByKey] = useState(false);
  const choose = useCallback(
    (place: string | undefined, byKey = false) => {
      setIsByKey(byKey);
      void navigate({ search: (old) => ({ ...old, step: place }), replace: true });
    },
    [navigate],
  );
  const chosen = step === ENTER || (step && step in definition.steps) ? step : undefined;
  const ways =
    adding?.paths.map((path) => {
      const exit = exitsFrom(definition, adding.from).find((one) => one.path === path);
      const from = definition.steps[adding.from];
      return { path, label: (from && exit && describeExit(from, exit, words)) ?? path };
    }) ?? [];
  return (
    <div className={classes.view}>
      <div className={classes.picture}>
        {isWide ? (
          <Canvas
            definition={definition}
            chosen={chosen}
            onChoose={choose}
            onSteps={onSteps}
            edits={edits}
            goTo={goTo}
          />
        ) : (
          <Outline
            definition={definition}
            counts={onSteps.counts}
            findings={onSteps.findings}
            onChoose={(place) => choose(place, true)}
          />
        )}
      </div>
      <Suspense>
        {chosen && (
          <FormPane
            sequence={sequence}
            place={chosen}
            isFocused={isByKey || !isWide}
            findings={findings}
            onClose={() => {
              choose(undefined);
              setGoTo({ place: chosen });
            }}
            onRenamed={choose}
            onRemove={(name) => {
              choose(undefined);
              edits.remove([name]);
            }}
          />
        )}
      </Suspense>
      <Suspense>{adding && <StepPalette ways={ways} onPick={pick} onClose={stop} />}</Suspense>
    </div>
  );
}
