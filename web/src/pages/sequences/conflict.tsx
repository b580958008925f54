import { Alert, Button, Group, Text } from "@mantine/core";
import type { Definition } from "../../canvas/definition.ts";
import type { Draft, DraftState } from "../../canvas/draft.ts";
import { isSame } from "../../canvas/json.ts";
import { Icon } from "../../parts/icon.tsx";
import { toast } from "../../parts/toast.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { useFormat } from "../../text/format.ts";
import classes from "./editor.module.css";
import { sequencesTexts } from "./texts.ts";

const MOST_NAMED = 8;

/** The steps, and the other fields, in which two definitions differ. */
export function differences(one: Definition, other: Definition): string[] {
  const differing = (a: Record<string, unknown>, b: Record<string, unknown>) =>
    [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((key) => !isSame(a[key], b[key]));
  const fields = differing(one, other).filter((field) => field !== "steps");
  return [...fields, ...differing(one.steps, other.steps)];
}

/** Two versions of a draft: says so, and asks which one counts. */
export function Conflict({ draft, state }: { draft: Draft; state: DraftState }) {
  const texts = useTexts(sequencesTexts);
  const format = useFormat();
  const { theirs, history } = state;
  if (!theirs) return null;
  const names = differences(history.present, theirs.definition).slice(0, MOST_NAMED);
  const loadTheirs = () => {
    draft.takeTheirs();
    toast(texts.conflict.loaded, { undo: () => draft.undo() });
  };
  return (
    <Alert
      className={classes.conflict}
      role="alert"
      color="yellow"
      variant="outline"
      icon={<Icon name="warn" />}
      title={texts.conflict.title}
    >
      <Text size="sm">{texts.conflict.body}</Text>
      {names.length > 0 && (
        <Text size="sm" c="dimmed">
          {texts.conflict.differs(format.list(names))}
        </Text>
      )}
      <Group gap="xs" mt="sm">
        <Button size="xs" variant="default" onClick={loadTheirs}>
          {texts.conflict.theirs}
        </Button>
        <Button size="xs" variant="default" onClick={() => void draft.keepMine()}>
          {texts.conflict.mine}
        </Button>
        <Text size="xs" c="dimmed">
          {texts.conflict.theirsHint}
        </Text>
      </Group>
    </Alert>
  );
}
