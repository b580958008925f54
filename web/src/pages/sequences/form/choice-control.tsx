import { NativeSelect } from "@mantine/core";
import {
  alternativeAt,
  alternativesOf,
  blankOf,
  nameOfAlternative,
  type Schema,
} from "../../../canvas/schema.ts";
import { useTexts } from "../../../text/catalogue.ts";
import { textOf } from "../../../text/text-of.ts";
import { useWords } from "../use-words.ts";
import { type ControlProps, fieldTexts, useForm } from "./context.ts";
import { Field } from "./field.tsx";
import classes from "./form.module.css";
import { ObjectFields } from "./object-fields.tsx";

/** Each value of an `enum` is a choice of its own. */
const split = (option: Schema): Schema[] =>
  option.enum ? option.enum.map((one) => ({ const: one, title: String(one) })) : [option];

/** One of several forms of a value: which one, and its fields. */
export function ChoiceControl(props: ControlProps) {
  const { name, path, value, onChange, label, schema } = props;
  const texts = useTexts(fieldTexts);
  const { texts: words } = useWords();
  const { defs } = useForm();
  const options = alternativesOf(schema, defs).flatMap(split);
  const at = options.findIndex((option) =>
    option.const === undefined ? alternativeAt([option], value) === 0 : option.const === value,
  );
  const option = options[at];
  const say = (one: Schema) => {
    const id = nameOfAlternative(one);
    const trigger = textOf(words.trigger, id);
    return textOf(texts.choice, id) ?? textOf(texts.alternative, id) ?? trigger ?? id;
  };
  return (
    <div className={classes.fields}>
      <NativeSelect
        aria-label={label}
        value={String(at)}
        data={options.map((one, index) => ({ value: String(index), label: say(one) }))}
        onChange={({ currentTarget }) =>
          onChange(blankOf(options[Number(currentTarget.value)]!, defs, ""), path)
        }
      />
      {option?.type === "object" && <ObjectFields {...props} schema={option} />}
      {option && option.type !== "object" && option.const === undefined && (
        <Field {...props} name={name} schema={option} label={label} />
      )}
    </div>
  );
}
