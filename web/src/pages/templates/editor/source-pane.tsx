import { NativeSelect, Tabs, TextInput } from "@mantine/core";
import { type RefObject, Suspense, useMemo } from "react";
import { lazyPart } from "../../../parts/lazy-part.ts";
import { useTexts } from "../../../text/catalogue.ts";
import type { GoTo } from "../code/code-editor.tsx";
import { markupOf, type Part, type Source, withPart } from "../source.ts";
import { templateTexts } from "../texts.ts";
import type { Preview } from "../use-preview.ts";
import classes from "./editor.module.css";
import type { Editing } from "./use-source.ts";

// CodeMirror is larger than all the rest of the page.
const CodeEditor = lazyPart(() => import("../code/code-editor.tsx"), "CodeEditor");

type Props = {
  editing: Editing;
  isReadOnly: boolean;
  preview: Preview | undefined;
  part: Part | undefined;
  onPart: (part: Part) => void;
  goTo: RefObject<Partial<Record<Part, GoTo | null>>>;
};

const NONE: never[] = [];

/** Subject, class, and the markup and text with their faults in place. */
export function SourcePane({ editing, isReadOnly, preview, part, onPart, goTo }: Props) {
  const texts = useTexts(templateTexts);
  const { source, draft } = editing;
  const markup = markupOf(source);
  const shown = part === "text" ? "text" : markup;
  const faults = preview?.faults ?? NONE;
  const subjectFaults = faults.filter(({ path }) => path.endsWith("/subject"));
  const classChosen = (value: string) => {
    const { class: _, ...others } = source;
    const chosen = CLASSES.find((one) => one === value);
    draft.edit(chosen ? { ...others, class: chosen } : others);
  };
  return (
    <>
      <div className={classes.fields}>
        <TextInput
          className={classes.subject}
          label={texts.subject}
          value={source.subject}
          onChange={({ currentTarget }) =>
            draft.edit(withPart(source, "subject", currentTarget.value), "subject")
          }
          error={source.subject === "" ? texts.needsSubject : subjectFaults[0]?.message}
          readOnly={isReadOnly}
          dir="auto"
        />
        <NativeSelect
          label={texts.class}
          value={source.class ?? ""}
          disabled={isReadOnly}
          data={[
            { value: "", label: texts.classes.either },
            ...CLASSES.map((value) => ({ value, label: texts.classes[value] })),
          ]}
          onChange={({ currentTarget }) => classChosen(currentTarget.value)}
        />
      </div>
      <Tabs
        value={shown}
        onChange={(value) => onPart(value === "text" ? "text" : markup)}
        className={classes.tabs}
      >
        <Tabs.List aria-label={texts.parts}>
          <Tabs.Tab value={markup}>{markup === "mjml" ? "MJML" : "HTML"}</Tabs.Tab>
          <Tabs.Tab value="text">{texts.textPart}</Tabs.Tab>
        </Tabs.List>
        {[markup, "text" as const].map((one) => (
          <Tabs.Panel key={one} value={one} className={classes.panel}>
            {one === "text" && source.text === undefined && (
              <p className={classes.derived}>{texts.derived}</p>
            )}
            <Suspense>
              <OnePart
                part={one}
                source={source}
                isReadOnly={isReadOnly}
                preview={preview}
                onChange={(value) => draft.edit(withPart(draft.present, one, value), one)}
                goTo={goTo}
              />
            </Suspense>
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}

const CLASSES = ["marketing", "transactional"] as const;

type PartProps = {
  part: "mjml" | "html" | "text";
  source: Source;
  isReadOnly: boolean;
  preview: Preview | undefined;
  onChange: (value: string) => void;
  goTo: Props["goTo"];
};

function OnePart({ part, source, isReadOnly, preview, onChange, goTo }: PartProps) {
  const texts = useTexts(templateTexts);
  const { faults, missing } = preview ?? {};
  const own = useMemo(
    () => (faults ?? NONE).filter(({ path }) => path.endsWith(`/${part}`)),
    [faults, part],
  );
  const goToRef = useMemo(
    () => ({
      set current(go: GoTo | null) {
        goTo.current[part] = go;
      },
      get current() {
        return goTo.current[part] ?? null;
      },
    }),
    [goTo, part],
  );
  return (
    <div className={classes.code}>
      <CodeEditor
        label={part === "text" ? texts.textPart : texts.markup}
        value={source[part] ?? ""}
        onChange={onChange}
        isReadOnly={isReadOnly}
        faults={own}
        missing={missing ?? NONE}
        goToRef={goToRef}
      />
    </div>
  );
}
