import type { ReactNode } from "react";
import type { Definition } from "../../../canvas/definition.ts";
import type { Schema } from "../../../canvas/schema.ts";
import { useTexts } from "../../../text/catalogue.ts";
import type { OpenSequence } from "../open-sequence.ts";
import { fieldTexts } from "./context.ts";
import classes from "./form.module.css";
import { FormHead } from "./form-head.tsx";
import { ObjectFields } from "./object-fields.tsx";

/** In the order in which one thinks of them. */
const FIELDS = [
  ...["name", "enter", "reentry", "exit", "goal", "settings"],
  ...["holdout", "priority", "description"],
];

type Props = { sequence: OpenSequence; root: Schema; close: ReactNode; children: ReactNode };

/** The form of the sequence itself: what starts it, what ends it, when its mails may leave. */
export function AboutForm({ sequence, root, close, children }: Props) {
  const { definition, edit, mayEdit } = sequence;
  const texts = useTexts(fieldTexts);
  return (
    <>
      <FormHead title={String(definition.name ?? "")} about={texts.about} close={close} />
      <div className={classes.body}>
        {children}
        <fieldset disabled={!mayEdit} data-form className={classes.fields}>
          <ObjectFields
            name=""
            label={texts.about}
            isRequired
            schema={root}
            path=""
            value={definition}
            names={FIELDS}
            onChange={(next, at) => edit(next as Definition, at)}
          />
        </fieldset>
      </div>
    </>
  );
}
