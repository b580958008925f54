import { Button, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { answer, api } from "../../api/client.ts";
import { useMay } from "../../app/session.tsx";
import { Card } from "../../parts/card.tsx";
import { Conflict } from "../../parts/draft/conflict.tsx";
import { useDraft } from "../../parts/draft/use-draft.ts";
import { Fault } from "../../parts/fault.tsx";
import { toast } from "../../parts/toasts.ts";
import { useTexts } from "../../text/catalogue.ts";
import classes from "./operations.module.css";
import { operationsTexts } from "./texts.ts";

type Loaded = { data: { hosts: string[] }; etag: string | undefined };

const HOSTS = ["settings", "link-hosts"];
const load = () => answer(api.GET("/v1/link-hosts"));
const linesOf = (text: string) =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

/** The hosts to which addresses from data are tracked, one a line. */
export function LinkHosts() {
  const { settings: texts } = useTexts(operationsTexts);
  const hosts = useQuery({ queryKey: HOSTS, queryFn: load });
  return (
    <Card title={texts.hosts}>
      <Fault error={hosts.error} retry={() => hosts.refetch()} />
      {hosts.data && <HostsForm read={hosts.data} />}
    </Card>
  );
}

function HostsForm({ read }: { read: Loaded }) {
  const { settings: texts } = useTexts(operationsTexts);
  const isAdmin = useMay("admin");
  const { draft, state } = useDraft<Loaded["data"], string>({
    queryKey: HOSTS,
    read,
    valueOf: ({ hosts }) => hosts.join("\n"),
    save: (text, etag) => {
      const params = { header: { "If-Match": etag } };
      return answer(api.PUT("/v1/link-hosts", { body: { hosts: linesOf(text) }, params }));
    },
    load,
    part: "tab",
  });
  const { status, error = null } = state;
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void draft.flush().then((isSaved) => isSaved && toast(texts.hostsSaved));
      }}
    >
      <p className={classes.hint}>{texts.hostsHint}</p>
      <Textarea
        label={texts.hostsOne}
        placeholder="*.example.com"
        description={read.data.hosts.length === 0 ? texts.hostsEmpty : undefined}
        value={state.history.present}
        onChange={({ currentTarget }) => draft.edit(currentTarget.value)}
        autosize
        minRows={2}
        maxRows={12}
        disabled={!isAdmin}
        spellCheck={false}
      />
      {status === "conflict" ? <Conflict draft={draft} /> : <Fault error={error} />}
      <div>
        <Button
          type="submit"
          variant="default"
          loading={status === "saving"}
          disabled={["saved", "conflict"].includes(status)}
        >
          {texts.hostsSave}
        </Button>
      </div>
    </form>
  );
}
