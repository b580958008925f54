import { Button, Group, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, read } from "../../api/client.ts";
import { setApiNow, useNow } from "../../api/now.ts";
import { toast } from "../../parts/toast.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { useFormat } from "../../text/format.ts";
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
  const client = useQueryClient();
  const now = useNow();
  const move = useMutation({
    mutationFn: (advance: string) => read(api.POST("/v1/dev/clock", { body: { advance } })),
    onSuccess: async ({ now: at }) => {
      setApiNow(at);
      toast(texts.clock.moved(format.short(at)));
      await client.invalidateQueries();
    },
    onError: ({ message }) => toast(message, { isFault: true }),
  });
  return (
    <Group gap="xs" role="group" aria-label={texts.clock.label}>
      <Text size="sm" c="dimmed" component="output">
        {texts.clock.now(format.short(now))}
      </Text>
      {STEPS.map(([advance, name]) => (
        <Button
          key={advance}
          variant="default"
          size="xs"
          loading={move.isPending && move.variables === advance}
          disabled={move.isPending}
          onClick={() => move.mutate(advance)}
        >
          {texts.clock[name]}
        </Button>
      ))}
    </Group>
  );
}
