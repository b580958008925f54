import { useQuery } from "@tanstack/react-query";
import { api, read } from "../../api/client.ts";
import { Status, type Tone } from "../../parts/status.tsx";
import { Time } from "../../parts/time.tsx";
import classes from "./mailbox.module.css";

const TONES: Record<string, Tone> = {
  delivered: "good",
  sent: "good",
  sending: "busy",
  queued: "busy",
  unknown: "warn",
  held: "warn",
  bounced: "bad",
  complained: "bad",
  failed: "bad",
};

/** The state of a message and when each fact about it came; a mail without a message has none. */
export function MailFacts({ messageId }: { messageId: string }) {
  const message = useQuery({
    queryKey: ["messages", messageId],
    queryFn: () => read(api.GET("/v1/messages/{id}", { params: { path: { id: messageId } } })),
    retry: false,
  });
  const shown = message.data as { state: string; facts?: Record<string, string> } | undefined;
  if (!shown) return null;
  const facts = Object.entries(shown.facts ?? {}).filter(([name]) => name !== "claimedAt");
  return (
    <div className={classes.facts}>
      <Status tone={TONES[shown.state] ?? "quiet"}>{shown.state}</Status>
      {facts.map(([name, at]) => (
        <span key={name}>
          {name.replace(/At$/, "")} <Time at={at} />
        </span>
      ))}
    </div>
  );
}
