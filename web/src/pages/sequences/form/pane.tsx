import { ActionIcon, Skeleton, VisuallyHidden } from "@mantine/core";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { ENTER } from "../../../canvas/definition.ts";
import { own } from "../../../canvas/json.ts";
import { Fault } from "../../../parts/fault.tsx";
import { Icon } from "../../../parts/icon.tsx";
import { useCover } from "../../../parts/use-cover.ts";
import { useTexts } from "../../../text/catalogue.ts";
import type { Finding } from "../canvas/marks.ts";
import { Findings } from "../findings.tsx";
import type { OpenSequence } from "../open-sequence.ts";
import { placeOf } from "../use-on-steps.ts";
import { AboutForm } from "./about-form.tsx";
import { Form, fieldTexts } from "./context.ts";
import { CONTROLS } from "./controls.tsx";
import { focusField } from "./focus-field.ts";
import classes from "./form.module.css";
import { StepForm } from "./step-form.tsx";
import { useFormContext } from "./use-form-context.ts";

type Props = {
  sequence: OpenSequence;
  /** A step's name, or `ENTER` for the sequence's own form. */
  place: string;
  /** Whether the first field takes the focus: it was opened by the keyboard. */
  isFocused: boolean;
  /** A field to go to, once for each object. */
  field: { path: string } | undefined;
  findings: Finding[];
  onClose: () => void;
  onRenamed: (name: string) => void;
  onRemove: (name: string) => void;
};

/** As in the sheet: narrower than this the form covers the steps. */
const COVERS = "(max-width: 900px)";

/** The form of what is chosen on the canvas. Esc leads back to the canvas. */
export function FormPane({
  isFocused,
  field,
  sequence,
  place,
  findings,
  onClose,
  onRenamed,
  onRemove,
}: Props) {
  const texts = useTexts(fieldTexts);
  const pane = useRef<HTMLElement>(null);
  const role = useCover(pane, COVERS);
  const { form, root, error } = useFormContext(sequence, findings, CONTROLS);
  const isReady = form !== undefined;
  const reached = useRef<object>(undefined);
  useEffect(() => {
    const shown = pane.current?.querySelector<HTMLElement>("[data-form]");
    if (!isReady || !shown) return;
    const isWanted = field && field !== reached.current && placeOf(field.path) === place;
    if (isWanted) {
      reached.current = field;
      focusField(shown, field.path);
    } else if (isFocused) focusField(shown, "");
  }, [isReady, place, isFocused, field]);
  const step = own(sequence.definition.steps, place);
  const found = findings.filter(({ path }) => placeOf(path) === place);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    onClose();
  };
  return (
    <section
      ref={pane}
      className={classes.pane}
      aria-label={place === ENTER ? texts.about : place}
      onKeyDown={onKeyDown}
      {...role}
    >
      <Fault error={error} />
      {!form && !error && (
        <div className={classes.body} aria-busy="true">
          <VisuallyHidden>{texts.loading}</VisuallyHidden>
          <Skeleton height={20} width="60%" />
          <Skeleton height={36} />
          <Skeleton height={36} />
        </div>
      )}
      {form && root && (
        <Form value={form}>
          {step ? (
            <StepForm
              key={place}
              sequence={sequence}
              name={place}
              step={step}
              close={<Close onClose={onClose} />}
              onRenamed={onRenamed}
              onRemove={onRemove}
            >
              <Findings found={found} sequence={sequence} />
            </StepForm>
          ) : (
            <AboutForm sequence={sequence} root={root} close={<Close onClose={onClose} />}>
              <Findings found={found} sequence={sequence} />
            </AboutForm>
          )}
        </Form>
      )}
    </section>
  );
}

function Close({ onClose }: { onClose: () => void }) {
  const texts = useTexts(fieldTexts);
  return (
    <ActionIcon variant="subtle" color="gray" aria-label={texts.close} onClick={onClose}>
      <Icon name="close" />
    </ActionIcon>
  );
}
