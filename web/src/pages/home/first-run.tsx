import { Button, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, read } from "../../api/client.ts";
import { useSession } from "../../app/session.tsx";
import { Card } from "../../parts/card.tsx";
import { Fault } from "../../parts/fault.tsx";
import { Icon } from "../../parts/icon.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { Clock } from "../mailbox/clock.tsx";
import { nextAddress } from "../mailbox/next-address.ts";
import { ASK_MS } from "./ask-often.ts";
import classes from "./first-run.module.css";
import { NewestMail } from "./newest-mail.tsx";
import { SampleSteps } from "./sample-steps.tsx";
import { homeTexts } from "./texts.ts";
import { Walk } from "./walk.tsx";

/** The sample at work: sign up, see the decisions and the mail, move the clock. */
export function FirstRun({ onHide }: { onHide: () => void }) {
  const { first: texts } = useTexts(homeTexts);
  const { meta } = useSession();
  const client = useQueryClient();
  const contacts = useQuery({
    queryKey: ["contacts", "newest"],
    queryFn: () => read(api.GET("/v1/contacts", { params: { query: { limit: 50 } } })),
    refetchInterval: ASK_MS,
  });
  const known = contacts.data?.items ?? [];
  const newest = known[0];
  const signUp = useMutation({
    mutationFn: () => {
      const email = nextAddress(known.map((contact) => contact.email));
      return read(api.POST("/v1/events", { body: { events: [{ name: "signed_up", email }] } }));
    },
    onSuccess: () => client.invalidateQueries(),
  });
  return (
    <Card
      title={texts.title}
      actions={
        <Button size="compact-sm" variant="subtle" color="gray" onClick={onHide}>
          {texts.hide}
        </Button>
      }
    >
      <div className={classes.bar}>
        <Text c="dimmed" size="sm">
          {texts.about}
        </Text>
        <div className={classes.actions}>
          <Button
            data-entry
            leftSection={<Icon name="send" size={16} />}
            loading={signUp.isPending}
            disabled={!contacts.data}
            onClick={() => signUp.mutate()}
          >
            {newest ? texts.again : texts.send}
          </Button>
          {meta.canMoveClock && <Clock />}
        </div>
      </div>
      <Fault error={signUp.error} />
      <div className={classes.parts}>
        <SampleSteps contactId={newest?.id} />
        <Walk contactId={newest?.id} email={newest?.email} />
        <NewestMail />
      </div>
    </Card>
  );
}
