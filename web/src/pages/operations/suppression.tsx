import { Button, Stack, Text } from "@mantine/core";
import { api, read } from "../../api/client.ts";
import type { paths } from "../../api/schema.d.ts";
import { useMay } from "../../app/session.tsx";
import { Facts } from "../../parts/facts.tsx";
import { Status } from "../../parts/status.tsx";
import { Time } from "../../parts/time.tsx";
import { useAction } from "../../parts/use-action.ts";
import { useTexts } from "../../text/catalogue.ts";
import { operationsTexts } from "./texts.ts";

type Found =
  paths["/v1/suppressions/{email}"]["get"]["responses"][200]["content"]["application/json"];

/** What is known of an address, and the change that makes sense. */
export function SuppressionAnswer({ email, found }: { email: string; found: Found | null }) {
  const { suppressions: texts } = useTexts(operationsTexts);
  const isAdmin = useMay("admin");
  const params = { path: { email } };
  const lift = useAction({
    run: () => read(api.DELETE("/v1/suppressions/{email}", { params })),
    question: () => ({
      title: texts.liftAsk,
      consequences: texts.liftConsequences,
      action: texts.lift,
      isDangerous: true,
    }),
    said: () => texts.lifted,
  });
  const add = useAction({
    run: () => read(api.PUT("/v1/suppressions/{email}", { params, body: { reason: "manual" } })),
    question: () => ({
      title: texts.addAsk,
      consequences: texts.addConsequences,
      action: texts.add,
      isDangerous: true,
    }),
    said: () => texts.added,
  });
  return (
    <Stack gap="sm" align="flex-start">
      <Status tone={found ? "bad" : "good"}>
        {found ? texts.found(email) : texts.free(email)}
      </Status>
      {found ? (
        <Facts
          items={[
            [texts.reason, texts.reasons[found.reason]],
            [texts.since, <Time key="at" at={found.at} />],
          ]}
        />
      ) : (
        <Text size="sm" c="dimmed">
          {texts.freeHint}
        </Text>
      )}
      {isAdmin && (
        <Button
          variant="default"
          loading={lift.isPending || add.isPending}
          onClick={() => (found ? lift.ask() : add.ask())}
        >
          {found ? texts.lift : texts.add}
        </Button>
      )}
    </Stack>
  );
}
