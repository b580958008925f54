import { Button, Group, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, read, type Schemas } from "../../api/client.ts";
import { Card } from "../../parts/card.tsx";
import { Fault } from "../../parts/fault.tsx";
import { Status } from "../../parts/status.tsx";
import { Time } from "../../parts/time.tsx";
import { useAction } from "../../parts/use-action.ts";
import { useTexts } from "../../text/catalogue.ts";
import classes from "./operations.module.css";
import { operationsTexts } from "./texts.ts";

type Ring = Schemas["SecretRing"];

/** The keys of each secret of the one process; AWS keeps them where its API can't list them. */
export function Secrets() {
  const { secrets: texts } = useTexts(operationsTexts);
  const rings = useQuery({
    queryKey: ["settings", "secrets"],
    queryFn: () => read(api.GET("/v1/secrets")),
  });
  return (
    <>
      <p className={classes.hint}>{texts.about}</p>
      <Fault error={rings.error} retry={() => rings.refetch()} />
      {rings.data?.items.map((ring) => (
        <RingCard key={ring.secret} ring={ring} />
      ))}
    </>
  );
}

function RingCard({ ring: { secret, keys } }: { ring: Ring }) {
  const { secrets: texts } = useTexts(operationsTexts);
  const name = texts.names[secret];
  const rotate = useAction({
    run: () => read(api.POST("/v1/secrets/{secret}/rotate", { params: { path: { secret } } })),
    said: () => texts.rotated,
  });
  const revoke = useAction({
    run: (id: string) =>
      read(api.DELETE("/v1/secrets/{secret}/keys/{id}", { params: { path: { secret, id } } })),
    question: () => ({
      title: texts.revokeAsk,
      consequences: texts.revokeConsequences,
      action: texts.revoke,
      isDangerous: true,
      word: secret,
    }),
    said: () => texts.revoked,
  });
  return (
    <Card
      title={name}
      actions={
        <Button
          size="xs"
          variant="default"
          loading={rotate.isPending}
          aria-label={`${texts.rotate}: ${name}`}
          onClick={() => rotate.ask()}
        >
          {texts.rotate}
        </Button>
      }
    >
      <Stack gap="xs">
        {keys.toReversed().map(({ id, from, current }) => (
          <Group key={id} justify="space-between">
            <Group gap="xs">
              <code>{id}</code>
              {current && <Status tone="good">{texts.current}</Status>}
              {from !== null && (
                <span className={classes.hint}>
                  {texts.since} <Time at={from} />
                </span>
              )}
            </Group>
            {!current && secret !== "lookup" && (
              <Button
                size="compact-xs"
                variant="default"
                aria-label={`${texts.revoke}: ${id}`}
                onClick={() => revoke.ask(id)}
              >
                {texts.revoke}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
    </Card>
  );
}
