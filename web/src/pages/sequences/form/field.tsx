import { ActionIcon, Button } from "@mantine/core";
import { controlOf, isSimple } from "../../../canvas/control.ts";
import { blankOf, type Schema } from "../../../canvas/schema.ts";
import { Icon } from "../../../parts/icon.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { textOf } from "../../../text/text-of.ts";
import { type FieldProps, fieldTexts, useForm } from "./context.ts";
import classes from "./form.module.css";

type Props = Omit<FieldProps, "label"> & { schema: Schema; label?: string };

/**
 * One field, by the control that its schema asks for; an optional part is added and removed whole.
 */
export function Field(props: Props) {
  return (
    <div data-path={props.path} className={classes.field}>
      <Inside {...props} />
    </div>
  );
}

function Inside({ schema, label, ...props }: Props) {
  const texts = useTexts(fieldTexts);
  const { defs, controls } = useForm();
  const { name, path, value, onChange, isRequired } = props;
  const control = controlOf(name, schema, defs);
  const shown =
    label ??
    (name === "exit" && control === "boolean" ? texts.goalExit : undefined) ??
    textOf(texts.field, name) ??
    schema.title ??
    name;
  const Control = controls[control] ?? controls.json!;
  if (isSimple(control)) return <Control {...props} label={shown} schema={schema} />;
  if (value === undefined && !isRequired)
    return (
      <Button
        variant="default"
        size="xs"
        leftSection={<Icon name="plus" size={14} />}
        className={classes.adder}
        onClick={() => onChange(blankOf(schema, defs, name), path)}
      >
        {texts.add(shown)}
      </Button>
    );
  return (
    <fieldset className={classes.part}>
      <legend>{shown}</legend>
      {!isRequired && (
        <ActionIcon
          variant="subtle"
          color="gray"
          className={classes.remover}
          aria-label={texts.remove(shown)}
          onClick={() => onChange(undefined, path)}
        >
          <Icon name="close" size={14} />
        </ActionIcon>
      )}
      {textOf(texts.hint, name) && <p className={classes.hint}>{textOf(texts.hint, name)}</p>}
      <Control {...props} label={shown} schema={schema} />
    </fieldset>
  );
}
