import { Button, Group, Stack } from "@mantine/core";
import { api, read } from "../../api/client.ts";
import { useMay } from "../../app/session.tsx";
import { Facts } from "../../parts/facts.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Peek } from "../../parts/peek.tsx";
import { Time } from "../../parts/time.tsx";
import { useAction } from "../../parts/use-action.ts";
import { useTexts } from "../../text/catalogue.ts";
import { useFormat } from "../../text/format.ts";
import { textOf } from "../../text/text-of.ts";
import { operationsTexts } from "./texts.ts";

export type Letter = {
  id: string;
  queue: string;
  redriven: number;
  sentAt: string;
  error: string | null;
  failedAt: string | null;
};

/** What a queue carries, in words; a queue of a newer program is shown by its name. */
export const queueName = (texts: { queues: Record<string, string> }, queue: string) =>
  textOf(texts.queues, queue) ?? queue;

/** One dead letter: its reason and times; put it back, or drop it for good. */
export function LetterPeek({ letter, onClose }: { letter: Letter; onClose: () => void }) {
  const { letters: texts } = useTexts(operationsTexts);
  const format = useFormat();
  const isAdmin = useMay("admin");
  const { id, queue, redriven, sentAt, error, failedAt } = letter;
  const params = { path: { id } };
  const redrive = useAction({
    run: () => read(api.POST("/v1/dead-letters/{id}/redrive", { params })),
    said: (answer) => texts.redriven(format.number(answer.redriven)),
    onDone: onClose,
  });
  const drop = useAction({
    run: () => read(api.DELETE("/v1/dead-letters/{id}", { params })),
    question: () => ({
      title: texts.dropAsk,
      consequences: texts.dropConsequences,
      action: texts.drop,
      isDangerous: true,
      word: texts.dropWord,
    }),
    said: () => texts.dropped,
    onDone: onClose,
  });
  const times =
    redriven === 0
      ? texts.never
      : redriven === 1
        ? texts.once
        : texts.times(format.number(redriven));
  return (
    <Peek title={queueName(texts, queue)} onClose={onClose}>
      <Stack gap="md">
        <Facts
          items={[
            [texts.error, error ?? texts.unknown],
            [texts.sent, <Time key="s" at={sentAt} />],
            failedAt !== null && [texts.last, <Time key="l" at={failedAt} />],
            [texts.tries, times],
          ]}
        />
        {isAdmin && (
          <Group gap="xs">
            <Button
              leftSection={<Icon name="refresh" size={16} />}
              loading={redrive.isPending}
              onClick={() => redrive.ask()}
            >
              {texts.redrive}
            </Button>
            <Button
              variant="default"
              leftSection={<Icon name="trash" size={16} />}
              loading={drop.isPending}
              onClick={() => drop.ask()}
            >
              {texts.drop}
            </Button>
          </Group>
        )}
      </Stack>
    </Peek>
  );
}
