import { ActionIcon, Button, TextInput } from "@mantine/core";
import { controlOf } from "../../../canvas/control.ts";
import { own } from "../../../canvas/json.ts";
import { blankOf, resolve } from "../../../canvas/schema.ts";
import { Icon } from "../../../parts/icon.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { useFormat } from "../../../text/format.ts";
import { textOf } from "../../../text/text-of.ts";
import { type ControlProps, fieldTexts, useForm } from "./context.ts";
import classes from "./form.module.css";

/** Names of variants must differ. */
function freed(item: unknown, items: readonly unknown[]): unknown {
  const names = new Set(items.map((one) => (one as { name?: unknown } | null)?.name));
  if (typeof item !== "object" || item === null || !("name" in item)) return item;
  const free = [..."abcdefghij"].find((letter) => !names.has(letter));
  return { ...item, name: free ?? "other" };
}

/** Several of a kind: cases, ways, triggers. Their order counts. */
export function ListControl({ path, value, onChange, label, schema, name }: ControlProps) {
  const texts = useTexts(fieldTexts);
  const format = useFormat();
  const { defs, controls } = useForm();
  const items = (Array.isArray(value) ? value : []) as unknown[];
  const { items: inner = {}, minItems = 0, maxItems = 100 } = resolve(schema, defs);
  const Control = own(controls, controlOf("", inner, defs)) ?? controls.json!;
  const set = (next: unknown[], at = path) => onChange(next, at);
  return (
    <div className={classes.fields}>
      {items.map((item, at) => {
        const title = texts.item(label, format.number(at + 1));
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: an item has no name but its place
          <fieldset key={at} className={classes.item} data-path={`${path}/${at}`}>
            <legend>{format.number(at + 1)}</legend>
            <div className={classes.remover}>
              {at > 0 && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`${texts.up}: ${title}`}
                  onClick={() => {
                    const next = [...items];
                    next.splice(at - 1, 2, items[at], items[at - 1]);
                    set(next);
                  }}
                >
                  <Icon name="up" size={14} />
                </ActionIcon>
              )}
              {items.length > minItems && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={texts.remove(title)}
                  onClick={() => set(items.toSpliced(at, 1))}
                >
                  <Icon name="close" size={14} />
                </ActionIcon>
              )}
            </div>
            <Control
              name={name}
              path={`${path}/${at}`}
              value={item}
              label={title}
              isRequired
              schema={inner}
              onChange={(next, changed) =>
                next === undefined
                  ? set(items.toSpliced(at, 1))
                  : set(items.with(at, next), changed)
              }
            />
          </fieldset>
        );
      })}
      {items.length < maxItems && (
        <Button
          size="xs"
          variant="default"
          className={classes.adder}
          leftSection={<Icon name="plus" size={14} />}
          onClick={() => set([...items, freed(blankOf(inner, defs), items)])}
        >
          {textOf(texts.addOne, name) ?? texts.add(label)}
        </Button>
      )}
    </div>
  );
}

/** Names and texts: attributes, and the paths that they come from. */
export function MapControl({ name, path, value, onChange, label }: ControlProps) {
  const texts = useTexts(fieldTexts);
  const lines = Object.entries((value ?? {}) as Record<string, string>);
  const set = (next: [string, string][]) => onChange(Object.fromEntries(next), path);
  return (
    <div className={classes.fields}>
      {lines.map(([key, text], at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line keeps its place while it is renamed
        <div key={at} className={classes.line}>
          <TextInput
            aria-label={texts.value.name}
            value={key}
            onChange={({ currentTarget }) => set(lines.with(at, [currentTarget.value, text]))}
          />
          <TextInput
            aria-label={texts.value.path}
            value={text}
            onChange={({ currentTarget }) => set(lines.with(at, [key, currentTarget.value]))}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={texts.remove(key)}
            onClick={() => set(lines.toSpliced(at, 1))}
          >
            <Icon name="close" size={14} />
          </ActionIcon>
        </div>
      ))}
      <Button
        size="xs"
        variant="default"
        className={classes.adder}
        leftSection={<Icon name="plus" size={14} />}
        disabled={lines.some(([key]) => key === "")}
        onClick={() => set([...lines, ["", ""]])}
      >
        {textOf(texts.addOne, name) ?? texts.add(label)}
      </Button>
    </div>
  );
}
