import { Button, Group, Text } from "@mantine/core";
import { useMemo } from "react";
import { useSending } from "../../api/sending.ts";
import { type Command, useCommands } from "../../app/commands.tsx";
import { useMay } from "../../app/session.tsx";
import { Card } from "../../parts/card.tsx";
import { Fault } from "../../parts/fault.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Status } from "../../parts/status.tsx";
import { Time } from "../../parts/time.tsx";
import { useTexts } from "../../text/catalogue.ts";
import classes from "./operations.module.css";
import { operationsTexts } from "./texts.ts";
import { useSwitch } from "./use-switch.ts";

/** The kill switch and its state. */
export function SendingCard() {
  const { sending: texts } = useTexts(operationsTexts);
  const sending = useSending();
  const isAdmin = useMay("admin");
  const { ask, isPending } = useSwitch();
  const stoppedAt = sending.data?.stoppedAt ?? null;
  const isStopped = stoppedAt !== null;
  const isKnown = sending.data !== undefined;
  const label = isStopped ? texts.resume : texts.stop;
  useCommands(
    useMemo<Command[]>(
      () => (isAdmin && isKnown ? [{ id: "sending", label, run: () => void ask(!isStopped) }] : []),
      [isAdmin, isKnown, label, isStopped, ask],
    ),
  );
  return (
    <Card title={texts.title}>
      <Fault error={sending.error} retry={() => sending.refetch()} />
      {isKnown && (
        <div className={classes.bar}>
          <div>
            <Group gap="xs">
              <Status tone={isStopped ? "bad" : "good"}>{isStopped ? texts.off : texts.on}</Status>
              {isStopped && (
                <Text size="sm">
                  {texts.offSince} <Time at={stoppedAt} />
                </Text>
              )}
            </Group>
            <p className={classes.hint} style={{ marginTop: "0.5rem" }}>
              {isStopped ? texts.offHint : texts.onHint}
            </p>
          </div>
          {isAdmin && (
            <Button
              variant={isStopped ? "filled" : "default"}
              leftSection={<Icon name={isStopped ? "play" : "stop"} size={16} />}
              loading={isPending}
              onClick={() => ask(!isStopped)}
            >
              {label}
            </Button>
          )}
        </div>
      )}
    </Card>
  );
}
