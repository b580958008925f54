import { Button, Stack } from "@mantine/core";
import { api, read } from "../../api/client.ts";
import type { paths } from "../../api/schema.d.ts";
import { useMay } from "../../app/session.tsx";
import { Facts } from "../../parts/facts.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Peek } from "../../parts/peek.tsx";
import { Time } from "../../parts/time.tsx";
import { useAction } from "../../parts/use-action.ts";
import { useTexts } from "../../text/catalogue.ts";
import { useFormat } from "../../text/format.ts";
import { operationsTexts } from "./texts.ts";

export type Key =
  paths["/v1/keys"]["get"]["responses"][200]["content"]["application/json"]["items"][number];

/** One key: what it may do, and the way to revoke it. */
export function KeyPeek({ apiKey, onClose }: { apiKey: Key; onClose: () => void }) {
  const { keys: texts } = useTexts(operationsTexts);
  const format = useFormat();
  const isAdmin = useMay("admin");
  const { id, name, scopes, createdAt, expiresAt, lastUsedAt, limits } = apiKey;
  const { requestsPerSecond, sendsPerSecond, sendsPerDay } = limits;
  const shown = [
    requestsPerSecond !== null && texts.perSecond(format.number(requestsPerSecond)),
    sendsPerSecond !== null && texts.sendsPerSecond(format.number(sendsPerSecond)),
    sendsPerDay !== null && texts.sendsPerDay(format.number(sendsPerDay)),
  ].filter((one) => one !== false);
  const revoke = useAction({
    run: () => read(api.DELETE("/v1/keys/{id}", { params: { path: { id } } })),
    question: () => ({
      title: texts.revokeAsk(name),
      consequences: texts.revokeConsequences,
      action: texts.revoke,
      isDangerous: true,
    }),
    said: () => texts.revoked(name),
    onDone: onClose,
  });
  return (
    <Peek title={name} onClose={onClose}>
      <Stack gap="md">
        <Facts
          items={[
            ...scopes.map((scope) => [texts.scopeNames[scope], texts.scopeHints[scope]] as const),
            [texts.used, lastUsedAt ? <Time key="u" at={lastUsedAt} isRelative /> : texts.never],
            [texts.expires, expiresAt ? <Time key="x" at={expiresAt} /> : texts.noExpiry],
            [texts.made, <Time key="m" at={createdAt} />],
            [texts.limits, shown.length > 0 ? format.list(shown) : texts.noLimits],
          ]}
        />
        {isAdmin && (
          <Button
            variant="default"
            leftSection={<Icon name="trash" size={16} />}
            loading={revoke.isPending}
            onClick={() => revoke.ask()}
          >
            {texts.revoke}
          </Button>
        )}
      </Stack>
    </Peek>
  );
}
