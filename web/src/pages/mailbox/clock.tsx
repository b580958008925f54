import { Button, Group, Text } from "@mantine/core";
import { api, read } from "../../api/client.ts";
import { setApiNow, useNow } from "../../api/now.ts";
import { useMay } from "../../app/session.tsx";
import { useAction } from "../../parts/use-action.ts";
import { useTexts } from "../../text/catalogue.ts";
import { useFormat } from "../../text/format.ts";
import classes from "./mailbox.module.css";
import { mailboxTexts } from "./texts.ts";

const STEPS = [
  ["PT1H", "hour"],
  ["P1D", "day"],
  ["P3D", "days"],
] as const;

/** Moves the clock of a development process; answers once all that fell due is done. */
export function Clock() {
  const texts = useTexts(mailboxTexts);
  const format = useFormat();
  const now = useNow();
  const mayMove = useMay("admin");
  const move = useAction({
    run: (advance: string) => read(api.POST("/v1/dev/clock", { body: { advance } })),
    said: ({ now: at }) => texts.clock.moved(format.short(at)),
    onDone: ({ now: at }) => setApiNow(at),
  });
  return (
    <Group gap="xs" role="group" aria-label={texts.clock.label}>
      <Text size="sm" c="dimmed" component="output" className={classes.now}>
        {texts.clock.now(format.short(now))}
      </Text>
      {mayMove &&
        STEPS.map(([advance, name]) => (
          <Button
            key={advance}
            variant="default"
            size="xs"
            loading={move.value === advance}
            disabled={move.isPending}
            onClick={() => move.ask(advance)}
          >
            {texts.clock[name]}
          </Button>
        ))}
    </Group>
  );
}
