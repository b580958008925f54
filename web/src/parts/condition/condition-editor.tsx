import { SegmentedControl, Text } from "@mantine/core";
import { useMemo, useState } from "react";
import type { Fault } from "../../api/problem.ts";
import { useTexts } from "../../text/catalogue.ts";
import { AddPart } from "./add-part.tsx";
import classes from "./condition.module.css";
import { ConditionSentence } from "./condition-sentence.tsx";
import { EditorContext } from "./editor.ts";
import { PartBox } from "./group.tsx";
import { JsonBox } from "./json-box.tsx";
import { conditionTexts } from "./texts.ts";
import { useModel } from "./use-model.ts";
import { NO_VOCABULARY, type Vocabulary, withNamesOf } from "./vocabulary.ts";

type Props = {
  /** The condition's JSON; undefined while there is none. */
  value: unknown;
  /** Told at once of each change; what is still empty stands in it (see `findMissing`). */
  onChange: (value: unknown) => void;
  label: string;
  /** Of a run: it may compare with the entering event, and count since entering. */
  isInRun?: boolean;
  vocabulary?: Vocabulary;
  /** Faults of the API's answer, by JSON Pointers that begin with `path`. */
  faults?: readonly Fault[];
  path?: string;
};

/**
 * Edits a condition: groups, every test of the language, typed values; as JSON where the forms do
 * not know it, or where one prefers that. Nothing that it does not know is lost.
 */
export function ConditionEditor(props: Props) {
  const { value, onChange, label, isInRun = false, faults = [], path = "" } = props;
  const { vocabulary = NO_VOCABULARY } = props;
  const texts = useTexts(conditionTexts);
  const { root, focusId, change } = useModel(value, onChange);
  const [view, setView] = useState("form");
  const known = useMemo(() => withNamesOf(root, vocabulary), [root, vocabulary]);
  const editor = { root, focusId, change, isInRun, faults, vocabulary: known };
  return (
    <EditorContext value={editor}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset lays its content out as a block of its own */}
      <div role="group" aria-label={label} className={classes.editor}>
        <div className={classes.top}>
          {value !== undefined && <ConditionSentence condition={value} />}
          <SegmentedControl
            size="xs"
            aria-label={texts.view}
            value={view}
            onChange={setView}
            className={classes.view}
            data={[
              { value: "form", label: texts.form },
              { value: "json", label: texts.json },
            ]}
          />
        </div>
        {view === "json" && (
          <JsonBox label={`${label}: ${texts.json}`} value={value} onChange={onChange} />
        )}
        {view === "form" && root && <PartBox part={root} at={0} path={path} />}
        {view === "form" && !root && (
          <Text size="sm" c="dimmed" className={classes.none}>
            <b>{texts.empty}.</b> {texts.emptyHint}
          </Text>
        )}
        {view === "form" && root?.kind !== "group" && <AddPart toId={root?.id ?? 0} />}
      </div>
    </EditorContext>
  );
}
