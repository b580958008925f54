import { Button, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "../../api/client.ts";
import { Problem } from "../../api/problem.ts";
import { useMay } from "../../app/session.tsx";
import { Card } from "../../parts/card.tsx";
import { Fault } from "../../parts/fault.tsx";
import { toast } from "../../parts/toast.tsx";
import { useTexts } from "../../text/catalogue.ts";
import classes from "./operations.module.css";
import { operationsTexts } from "./texts.ts";

const linesOf = (text: string) =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

/** The hosts to which addresses from data are tracked, one a line. */
export function LinkHosts() {
  const { settings: texts } = useTexts(operationsTexts);
  const client = useQueryClient();
  const isAdmin = useMay("admin");
  const [typed, setTyped] = useState<string>();
  const hosts = useQuery({
    queryKey: ["settings", "link-hosts"],
    queryFn: () => answer(api.GET("/v1/link-hosts")),
  });
  const stored = hosts.data?.data.hosts.join("\n") ?? "";
  const text = typed ?? stored;
  const save = useMutation({
    mutationFn: () => {
      const etag = hosts.data?.etag;
      const header = { ...(etag !== undefined && { "If-Match": etag }) };
      return answer(
        api.PUT("/v1/link-hosts", { body: { hosts: linesOf(text) }, params: { header } }),
      );
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["settings", "link-hosts"] });
      setTyped(undefined);
      toast(texts.hostsSaved);
    },
  });
  const isStale = save.error instanceof Problem && save.error.status === 412;
  return (
    <Card title={texts.hosts}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <p className={classes.hint}>{texts.hostsHint}</p>
        <Fault error={hosts.error} retry={() => hosts.refetch()} />
        <Textarea
          label={texts.hostsOne}
          placeholder="*.example.com"
          description={stored === "" ? texts.hostsEmpty : undefined}
          value={text}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          autosize
          minRows={2}
          maxRows={12}
          disabled={!isAdmin || !hosts.data}
          spellCheck={false}
        />
        <Fault error={save.error} />
        {isStale && <p className={classes.hint}>{texts.stale}</p>}
        <div>
          <Button
            type="submit"
            variant="default"
            loading={save.isPending}
            disabled={typed === undefined || typed === stored}
          >
            {texts.hostsSave}
          </Button>
        </div>
      </form>
    </Card>
  );
}
