import { useMediaQuery } from "@mantine/hooks";
import { getRouteApi } from "@tanstack/react-router";
import { Suspense, useCallback, useMemo, useRef, useState } from "react";
import { type Command, useCommands } from "../../app/commands.tsx";
import { ENTER } from "../../canvas/definition.ts";
import { describeExit } from "../../canvas/describe-step.ts";
import { exitsFrom } from "../../canvas/exits.ts";
import { own } from "../../canvas/json.ts";
import { lazyPart } from "../../parts/lazy-part.ts";
import { useTexts } from "../../text/catalogue.ts";
import { Canvas } from "./canvas/canvas.tsx";
import { FindingsButton, FindingsPanel } from "./canvas/findings-panel.tsx";
import type { Finding } from "./canvas/marks.ts";
import { canvasTexts } from "./canvas/texts.ts";
import { useEdits } from "./canvas/use-edits.ts";
import classes from "./editor.module.css";
import type { OpenSequence } from "./open-sequence.ts";
import { Outline } from "./outline/outline.tsx";
import { placeOf, useFindings, useOnSteps } from "./use-on-steps.ts";
import { useWords } from "./use-words.ts";

const StepPalette = lazyPart(() => import("./canvas/step-palette.tsx"), "StepPalette");
const TriggerPalette = lazyPart(() => import("./canvas/trigger-palette.tsx"), "TriggerPalette");

// Half of what the page needs, and only once a step is opened.
const FormPane = lazyPart(() => import("./form/pane.tsx"), "FormPane");

const route = getRouteApi("/sequences/$id");

/** The steps of a sequence, to look at and to change. */
export function CanvasView({ sequence }: { sequence: OpenSequence }) {
  const { step, field: wanted } = route.useSearch();
  const navigate = route.useNavigate();
  const texts = useTexts(canvasTexts);
  const words = useWords();
  const isWide = useMediaQuery("(min-width: 900px)", true, { getInitialValueInEffect: false });
  const findings = useFindings(sequence);
  const known = useOnSteps(sequence, findings);
  const showInside = useCallback(
    (inside: string) => void navigate({ search: (old) => ({ ...old, inside }) }),
    [navigate],
  );
  const onSteps = useMemo(() => ({ ...known, showInside }), [known, showInside]);
  const { edits, adding, pick, pickTrigger, goTo, setGoTo, stop } = useEdits(sequence);
  const { definition, mayEdit } = sequence;
  const [isByKey, setIsByKey] = useState(false);
  const [field, setField] = useState(wanted === undefined ? undefined : { path: wanted });
  const [isListed, setIsListed] = useState(false);
  const listButton = useRef<HTMLButtonElement>(null);
  const choose = useCallback(
    (place: string | undefined, byKey = false, path?: string) => {
      setIsByKey(byKey);
      setField(path === undefined ? undefined : { path });
      void navigate({
        search: (old) => ({ ...old, step: place, field: undefined }),
        replace: true,
      });
    },
    [navigate],
  );
  /** What was just added opens its form, by mouse and by key: it is not whole yet. */
  const fillIn = (path: string | undefined) => path && choose(placeOf(path), true, path);
  const toggleList = useCallback(() => setIsListed((isShown) => !isShown), []);
  const commands = useMemo<Command[]>(
    () => [
      ...(mayEdit
        ? [{ id: "add trigger", label: texts.trigger.title, keys: "t", run: edits.addTrigger }]
        : []),
      { id: "findings", label: texts.findings, keys: "f", run: toggleList },
    ],
    [texts, edits, mayEdit, toggleList],
  );
  useCommands(commands);
  const chosen =
    step === ENTER || (step && Object.hasOwn(definition.steps, step)) ? step : undefined;
  const ways =
    adding && adding !== "trigger"
      ? adding.paths.map((path) => {
          const exit = exitsFrom(definition, adding.from).find((one) => one.path === path);
          const from = own(definition.steps, adding.from);
          return { path, label: (from && exit && describeExit(from, exit, words)) ?? path };
        })
      : [];
  const goToFinding = ({ path }: Finding) => {
    const found = placeOf(path);
    const place = Object.hasOwn(definition.steps, found) ? found : ENTER;
    setGoTo({ place, isOnlyShown: true });
    choose(place, true, path);
  };
  const list = (
    <FindingsButton ref={listButton} findings={findings} isOpen={isListed} onToggle={toggleList} />
  );
  return (
    <div className={classes.view}>
      <div className={classes.picture}>
        {!isWide && list}
        {isListed && (
          <FindingsPanel
            findings={findings}
            sequence={sequence}
            onGoTo={goToFinding}
            onClose={() => {
              setIsListed(false);
              listButton.current?.focus();
            }}
          />
        )}
        {isWide ? (
          <Canvas
            definition={definition}
            chosen={chosen}
            onChoose={choose}
            onSteps={onSteps}
            edits={mayEdit ? edits : undefined}
            goTo={goTo}
            tools={list}
          />
        ) : (
          <Outline
            definition={definition}
            onSteps={onSteps}
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
            field={field}
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
      <Suspense>
        {adding === "trigger" && (
          <TriggerPalette onPick={(kind) => fillIn(pickTrigger(kind))} onClose={stop} />
        )}
        {adding && adding !== "trigger" && (
          <StepPalette
            ways={ways}
            onPick={(kind, path) => fillIn(pick(kind, path))}
            onClose={stop}
          />
        )}
      </Suspense>
    </div>
  );
}
