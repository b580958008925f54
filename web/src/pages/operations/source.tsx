import { Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, read } from "../../api/client.ts";
import type { paths } from "../../api/schema.d.ts";
import { useMay } from "../../app/session.tsx";
import { Fault } from "../../parts/fault.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Peek } from "../../parts/peek.tsx";
import { Secret } from "../../parts/secret.tsx";
import { Time } from "../../parts/time.tsx";
import { useAction } from "../../parts/use-action.ts";
import { useTexts } from "../../text/catalogue.ts";
import { operationsTexts } from "./texts.ts";

export type Source =
  paths["/v1/sources"]["get"]["responses"][200]["content"]["application/json"]["items"][number];

/** One source: its address, its secrets, and how to replace them. */
export function SourcePeek({ source, onClose }: { source: Source; onClose: () => void }) {
  const { sources: texts } = useTexts(operationsTexts);
  const isAdmin = useMay("admin");
  const { id, url } = source;
  const params = { path: { id } };
  const { data, error } = useQuery({
    queryKey: ["settings", "source", id],
    queryFn: () => read(api.GET("/v1/sources/{id}", { params })),
    enabled: isAdmin,
  });
  const rotate = useAction({
    run: () => read(api.POST("/v1/sources/{id}/rotate", { params })),
    said: () => texts.rotated,
  });
  const end = useAction({
    run: (secret: string) =>
      read(api.DELETE("/v1/sources/{id}/secrets/{secret}", { params: { path: { id, secret } } })),
    question: () => ({
      title: texts.endAsk,
      consequences: texts.endConsequences,
      action: texts.end,
      isDangerous: true,
    }),
    said: () => texts.ended,
  });
  const remove = useAction({
    run: () => read(api.DELETE("/v1/sources/{id}", { params })),
    question: () => ({
      title: texts.removeAsk(id),
      consequences: texts.removeConsequences,
      action: texts.remove,
      isDangerous: true,
    }),
    said: () => texts.removed(id),
    onDone: onClose,
  });
  const secrets = data?.secrets ?? [];
  return (
    <Peek title={id} onClose={onClose}>
      <Stack gap="md">
        <Fault error={error} />
        {isAdmin && (
          <Text c="dimmed" size="sm">
            {texts.shownHint}
          </Text>
        )}
        <div>
          <Text size="sm" fw={550}>
            {texts.url}
          </Text>
          <Secret value={url} />
        </div>
        {secrets.map((one) => (
          <div key={one.id}>
            <Group justify="space-between">
              <Text size="sm" fw={550}>
                {texts.secret} · <Time at={one.createdAt} />
              </Text>
              {isAdmin && secrets.length > 1 && (
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={`${texts.end}: ${one.id}`}
                  onClick={() => end.ask(one.id)}
                >
                  {texts.end}
                </Button>
              )}
            </Group>
            {one.secret === null ? (
              <Text size="sm">{texts.revokedSecret}</Text>
            ) : (
              <Secret value={one.secret} />
            )}
          </div>
        ))}
        {isAdmin && (
          <Group gap="xs">
            <Button
              variant="default"
              leftSection={<Icon name="plus" size={16} />}
              loading={rotate.isPending}
              onClick={() => rotate.ask()}
            >
              {texts.rotate}
            </Button>
            <Button
              variant="default"
              leftSection={<Icon name="trash" size={16} />}
              loading={remove.isPending}
              onClick={() => remove.ask()}
            >
              {texts.remove}
            </Button>
          </Group>
        )}
      </Stack>
    </Peek>
  );
}
