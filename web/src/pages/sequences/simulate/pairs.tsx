import { ActionIcon, Autocomplete, Button, TextInput } from "@mantine/core";
import { Icon } from "../../../parts/icon.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import type { Script } from "./script.ts";
import classes from "./simulate.module.css";
import { simulateTexts } from "./texts.ts";

type Pairs = Script["attributes"];
type Props = { pairs: Pairs; names: string[]; onChange: (next: Pairs) => void };

/** Attributes of a contact that is made up: names as they are in use, and values. */
export function Pairs({ pairs, names, onChange }: Props) {
  const texts = useTexts(simulateTexts);
  const set = (id: number, part: Partial<Pairs[number]>) =>
    onChange(pairs.map((pair) => (pair.id === id ? { ...pair, ...part } : pair)));
  const add = () => {
    const id = Math.max(0, ...pairs.map((pair) => pair.id)) + 1;
    onChange([...pairs, { id, name: "", value: "" }]);
  };
  return (
    <fieldset className={classes.pairs}>
      <legend>{texts.attributes}</legend>
      {pairs.map(({ id, name, value }) => (
        <div key={id} className={classes.pair}>
          <Autocomplete
            size="xs"
            aria-label={texts.name}
            placeholder={texts.name}
            data={names}
            limit={8}
            value={name}
            onChange={(next) => set(id, { name: next })}
          />
          <TextInput
            size="xs"
            aria-label={texts.value}
            placeholder={texts.value}
            value={value}
            onChange={({ currentTarget }) => set(id, { value: currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={texts.remove(name || texts.attributes)}
            onClick={() => onChange(pairs.filter((pair) => pair.id !== id))}
          >
            <Icon name="close" size={16} />
          </ActionIcon>
        </div>
      ))}
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<Icon name="plus" size={14} />}
        onClick={add}
      >
        {texts.addAttribute}
      </Button>
    </fieldset>
  );
}
