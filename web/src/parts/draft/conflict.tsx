import { Alert, Button, Group, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTexts } from "../../text/catalogue.ts";
import { Icon } from "../icon.tsx";
import { toast } from "../toasts.ts";
import classes from "./conflict.module.css";
import type { Draft } from "./draft.ts";
import { draftTexts } from "./texts.ts";

type Props = {
  /** Asks which version counts; without one there is nothing to choose. */
  draft?: Pick<Draft<unknown>, "takeTheirs" | "keepMine" | "undo">;
  /** Where the two differ, or what was done instead. */
  children?: ReactNode;
};

/** Says that another saved meanwhile, and asks which version counts. */
export function Conflict({ draft, children }: Props) {
  const { conflict: texts } = useTexts(draftTexts);
  const take = () => {
    draft?.takeTheirs();
    toast(texts.loaded, { undo: () => draft?.undo() });
  };
  return (
    <Alert
      className={classes.conflict}
      role="alert"
      color="yellow"
      variant="outline"
      icon={<Icon name="warn" />}
      title={texts.title}
    >
      {draft && <Text size="sm">{texts.about}</Text>}
      {children && <div className={classes.about}>{children}</div>}
      {draft && (
        <Group gap="xs" mt="sm">
          <Button size="xs" variant="default" onClick={take}>
            {texts.theirs}
          </Button>
          <Button size="xs" variant="default" onClick={() => void draft.keepMine()}>
            {texts.mine}
          </Button>
          <Text size="xs" c="dimmed">
            {texts.hint}
          </Text>
        </Group>
      )}
    </Alert>
  );
}
