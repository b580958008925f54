import { useMemo, useState } from "react";
import { type Definition, ENTER } from "../../../canvas/definition.ts";
import {
  type Clip,
  copySteps,
  freeName,
  insertStep,
  insertSteps,
  removeStep,
} from "../../../canvas/edits.ts";
import { firstPlace } from "../../../canvas/empty-places.ts";
import { exitsFrom } from "../../../canvas/exits.ts";
import { isEnd } from "../../../canvas/graph.ts";
import { layoutOf } from "../../../canvas/layout.ts";
import { newStep } from "../../../canvas/new-step.ts";
import { newTrigger } from "../../../canvas/new-trigger.ts";
import { arrowAt } from "../../../canvas/walk.ts";
import { toast } from "../../../parts/toasts.ts";
import { useTexts } from "../../../text/catalogue.ts";
import { useFormat } from "../../../text/format.ts";
import type { OpenSequence } from "../open-sequence.ts";
import type { CanvasEdits, GoTo } from "./canvas.tsx";
import { canvasTexts } from "./texts.ts";

/** Where a step is being added: after which one, on which of its ways. Or a trigger is. */
type Adding = { from: string; paths: string[] } | "trigger";

const CLIP = "dripstack/steps";

function readClip(text: string): Clip | undefined {
  try {
    const { kind, clip } = JSON.parse(text) as { kind: string; clip: Clip };
    return kind === CLIP && Object.hasOwn(clip.steps, clip.start) ? clip : undefined;
  } catch {
    return undefined;
  }
}

/** Removes steps one after the other; undefined when nothing would be left to begin with. */
const without = (definition: Definition, names: string[]): Definition | undefined =>
  names.reduce<Definition | undefined>((rest, name) => rest && removeStep(rest, name), definition);

/** What the canvas may do to the sequence, and where a step is being added. */
export function useEdits({ definition, edit, editIf }: OpenSequence) {
  const texts = useTexts(canvasTexts);
  const format = useFormat();
  const [adding, setAdding] = useState<Adding>();
  const [goTo, setGoTo] = useState<GoTo>();
  const edits = useMemo<CanvasEdits>(() => {
    /** Says what was done; Undo takes it back, as long as nothing else was changed since. */
    const tell = (text: string, after: Definition) =>
      toast(text, { undo: () => editIf(after, definition) });
    return {
      add: (from, path) => setAdding({ from, paths: [path] }),
      addAfter: (place) => {
        if (!isEnd(place)) {
          const paths = exitsFrom(definition, place).map(({ path }) => path);
          if (paths.length > 0) setAdding({ from: place, paths });
          return;
        }
        const arrow = arrowAt(layoutOf(definition), place);
        if (arrow) setAdding({ from: arrow.from, paths: [arrow.path] });
      },
      addTrigger: () => setAdding("trigger"),
      remove: (names) => {
        const next = without(definition, names);
        if (!next) return toast(texts.keepsFirst, { isFault: true });
        edit(next);
        const [first] = names;
        const many = texts.removedAll(format.number(names.length));
        tell(names.length === 1 ? texts.removed(first!) : many, next);
      },
      copy: (names) => {
        const clip = copySteps(definition, names);
        if (!clip) return undefined;
        toast(texts.copied(format.list(names)));
        return JSON.stringify({ kind: CLIP, clip });
      },
      paste: (text, place) => {
        const clip = readClip(text);
        const arrow = arrowAt(layoutOf(definition), place) ?? { from: ENTER, path: "/start" };
        if (!clip) return toast(texts.notSteps, { isFault: true });
        const next = insertSteps(definition, arrow, clip);
        edit(next);
        const added = Object.keys(next.steps).filter(
          (name) => !Object.hasOwn(definition.steps, name),
        );
        if (added[0]) setGoTo({ place: added[0] });
        tell(texts.pasted(format.list(added)), next);
      },
    };
  }, [definition, edit, editIf, texts, format]);
  /** Adds a step where it was asked for, and answers its field to fill in first. */
  const pick = (kind: string, path: string): string | undefined => {
    if (!adding || adding === "trigger") return undefined;
    const name = freeName(definition, kind);
    const step = newStep(kind);
    edit(insertStep(definition, { from: adding.from, path }, name, step));
    setAdding(undefined);
    setGoTo({ place: name, isOnlyShown: true });
    return firstPlace(step, `/steps/${name}`);
  };
  /** Adds a trigger, and answers its field to fill in first. */
  const pickTrigger = (kind: string): string => {
    const enter = Array.isArray(definition.enter) ? definition.enter : [];
    const trigger = newTrigger(kind);
    edit({ ...definition, enter: [...enter, trigger] });
    setAdding(undefined);
    return firstPlace(trigger, `/enter/${enter.length}`);
  };
  return { edits, adding, pick, pickTrigger, goTo, setGoTo, stop: () => setAdding(undefined) };
}
