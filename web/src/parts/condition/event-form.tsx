import { Button, Menu } from "@mantine/core";
import { useTexts } from "../../text/catalogue.ts";
import { Icon } from "../icon.tsx";
import classes from "./condition.module.css";
import { useEditor, useFault } from "./editor.ts";
import { EventDetail } from "./event-detail.tsx";
import { addDetail, DETAILS, type Detail, freeDetails, setKey } from "./event-edits.ts";
import { NameInput } from "./name-input.tsx";
import { Choice, type FormProps } from "./simple-forms.tsx";
import { conditionTexts } from "./texts.ts";
import { WhereLines } from "./where-lines.tsx";

/** An event that happened or did not; each detail of it is a line that can be added and removed. */
export function EventForm({ rule, onChange, path }: FormProps) {
  const texts = useTexts(conditionTexts);
  const { vocabulary, isInRun } = useEditor();
  const name = rule.event as string;
  const fields = vocabulary.events.find((one) => one.name === name)?.fields ?? [];
  const free = freeDetails(rule, isInRun);
  const details = DETAILS.filter(
    (detail) => detail !== "where" && rule[detail] !== undefined,
  ) as Exclude<Detail, "where">[];
  return (
    <div className={classes.event}>
      <div className={classes.test}>
        <NameInput
          label={texts.event}
          value={name}
          suggestions={vocabulary.events.map((one) => one.name)}
          error={useFault(`${path}/event`)}
          onChange={(event) => onChange({ ...rule, event })}
        />
        <Choice
          label={texts.did}
          isOn={rule.did !== false}
          names={texts.dids}
          onChange={(did) => onChange(setKey(rule, "did", did ? undefined : false))}
        />
      </div>
      {details.map((detail) => (
        <EventDetail
          key={detail}
          detail={detail}
          value={rule[detail]}
          fields={fields}
          path={`${path}/${detail}`}
          onChange={(value) => onChange(setKey(rule, detail, value))}
        />
      ))}
      <WhereLines rule={rule} onChange={onChange} path={path} fields={fields} />
      {free.length > 0 && <AddDetail free={free} onAdd={(one) => onChange(addDetail(rule, one))} />}
    </div>
  );
}

type AddProps = {
  free: readonly Detail[];
  onAdd: (detail: AddProps["free"][number]) => void;
};

function AddDetail({ free, onAdd }: AddProps) {
  const texts = useTexts(conditionTexts);
  return (
    <Menu withinPortal={false} floatingStrategy="fixed" position="bottom-start">
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="xs"
          className={classes.add}
          leftSection={<Icon name="plus" size={14} />}
        >
          {texts.details}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {free.map((detail) => (
          <Menu.Item key={detail} onClick={() => onAdd(detail)}>
            {texts.detail[detail]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
