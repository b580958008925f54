import { type ComponentType, createContext, useContext } from "react";
import type { Definition } from "../../../canvas/definition.ts";
import type { Defs, Schema } from "../../../canvas/schema.ts";
import type { Vocabulary } from "../../../parts/condition/vocabulary.ts";
import { catalogue } from "../../../text/catalogue.ts";
import { texts as en } from "../../../text/en/fields.ts";
import type { Finding } from "../canvas/marks.ts";

export const fieldTexts = catalogue({ en, de: () => import("../../../text/de/fields.ts") });

/** What the fields of a form rely on. */
export type FormContext = {
  defs: Defs;
  definition: Definition;
  vocabulary: Vocabulary;
  templates: string[];
  sequences: string[];
  findings: readonly Finding[];
  /** What edits each kind of field; see `controlOf`. Given, for controls hold others. */
  controls: Record<string, ComponentType<ControlProps>>;
};

export const Form = createContext<FormContext | undefined>(undefined);
export const useForm = (): FormContext => useContext(Form)!;

/** What is found wrong at exactly this field. */
export const useFinding = (path: string): string | undefined =>
  useForm().findings.find((one) => one.path === path)?.message;

export type FieldProps = {
  /** The field's name, which decides its label and its control. */
  name: string;
  path: string;
  value: unknown;
  /** Undefined removes the field. `at` names what was changed, for undo. */
  onChange: (value: unknown, at: string) => void;
  label: string;
  isRequired: boolean;
};
export type ControlProps = FieldProps & { schema: Schema };
