import { Textarea } from "@mantine/core";
import { Suspense } from "react";
import { lazyPart } from "../../../parts/lazy-part.ts";
import { useTexts } from "../../../text/catalogue.ts";
import { templateTexts } from "../texts.ts";
import classes from "./preview.module.css";
import type { PreviewData } from "./use-preview-data.ts";

// With it come options and their popover.
const ContactPicker = lazyPart(() => import("../../../parts/contact-picker.tsx"), "ContactPicker");

/** Whose data the preview shows: a contact's, found by address or id, or made-up ones. */
export function DataChooser({ data }: { data: PreviewData }) {
  const texts = useTexts(templateTexts);
  const { isContact, setIsContact } = data;
  return (
    <div className={classes.data}>
      {/* biome-ignore lint/a11y/useSemanticElements: toggles, not fields of a form */}
      <div className={classes.choice} role="group" aria-label={texts.data.label}>
        <button type="button" aria-pressed={!isContact} onClick={() => setIsContact(false)}>
          {texts.data.madeUp}
        </button>
        <button type="button" aria-pressed={isContact} onClick={() => setIsContact(true)}>
          {texts.data.contact}
        </button>
      </div>
      {isContact ? (
        <div className={classes.picker}>
          <Suspense>
            <ContactPicker value={data.contact} onChange={data.choose} label={texts.data.choose} />
          </Suspense>
        </div>
      ) : (
        <details className={classes.json}>
          <summary>{texts.data.json}</summary>
          <Textarea
            aria-label={texts.data.json}
            value={data.text}
            onChange={({ currentTarget }) => data.setText(currentTarget.value)}
            error={data.isWrong && texts.data.wrong}
            autosize
            minRows={3}
            maxRows={12}
            spellCheck={false}
          />
        </details>
      )}
    </div>
  );
}
