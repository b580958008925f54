import { own } from "../../../canvas/json.ts";
import { resolve, type Schema } from "../../../canvas/schema.ts";
import { type ControlProps, useForm } from "./context.ts";
import { Field } from "./field.tsx";

type Fields = Record<string, unknown>;

/** The object with one field changed, or without it; the others keep their order. */
function withField(object: Fields, name: string, value: unknown): Fields {
  if (value !== undefined) return { ...object, [name]: value };
  return Object.fromEntries(Object.entries(object).filter(([field]) => field !== name));
}

/** What can only be one value, and must be there, is nothing to ask for. */
const isGiven = (schema: Schema, isRequired: boolean) => isRequired && schema.const !== undefined;

type Props = ControlProps & {
  /** Those to show; all when absent. */
  names?: readonly string[];
};

/** The fields of an object, in the order of its schema. */
export function ObjectFields({ schema, path, value, onChange, names }: Props) {
  const { defs } = useForm();
  const { properties = {}, required = [] } = resolve(schema, defs);
  const object = (value ?? {}) as Fields;
  return (names ?? Object.keys(properties)).map((name) =>
    properties[name] && !isGiven(properties[name], required.includes(name)) ? (
      <Field
        key={name}
        name={name}
        schema={properties[name]}
        path={`${path}/${name}`}
        value={own(object, name)}
        isRequired={required.includes(name)}
        onChange={(next, at) => onChange(withField(object, name, next), at)}
      />
    ) : null,
  );
}
