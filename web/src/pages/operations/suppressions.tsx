import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, read } from "../../api/client.ts";
import { faultAt, Problem } from "../../api/problem.ts";
import { Card } from "../../parts/card.tsx";
import { Fault } from "../../parts/fault.tsx";
import { Icon } from "../../parts/icon.tsx";
import { useTexts } from "../../text/catalogue.ts";
import classes from "./operations.module.css";
import { SuppressionAnswer } from "./suppression.tsx";
import { SuppressionList } from "./suppression-list.tsx";
import { operationsTexts } from "./texts.ts";

const NOT_FOUND = 404;

/** Whether mail may go to an address, and why not; the address stays out of the address bar. */
export function Suppressions() {
  const { suppressions: texts } = useTexts(operationsTexts);
  const [typed, setTyped] = useState("");
  const [email, setEmail] = useState<string>();
  const found = useQuery({
    queryKey: ["contacts", "suppression", email],
    queryFn: async () => {
      const params = { path: { email: email! } };
      const answer = read(api.GET("/v1/suppressions/{email}", { params }));
      return answer.catch((error) => {
        if (error instanceof Problem && error.status === NOT_FOUND) return null;
        throw error;
      });
    },
    enabled: email !== undefined,
  });
  const fault = faultAt(found.error, "/email");
  return (
    <div className={classes.content}>
      <Card>
        <div className={classes.content}>
          <p className={classes.hint}>{texts.about}</p>
          <form
            className={classes.lookup}
            onSubmit={(event) => {
              event.preventDefault();
              setEmail(typed.trim());
              if (email === typed.trim()) void found.refetch();
            }}
          >
            <TextInput
              type="email"
              label={texts.email}
              value={typed}
              onChange={({ currentTarget }) => setTyped(currentTarget.value)}
              error={fault}
              autoComplete="off"
              required
            />
            <Button
              type="submit"
              leftSection={<Icon name="search" size={16} />}
              loading={found.isFetching}
            >
              {texts.find}
            </Button>
          </form>
          {fault === undefined && <Fault error={found.error} />}
          <div aria-live="polite">
            {email !== undefined && found.data !== undefined && (
              <SuppressionAnswer email={email} found={found.data} />
            )}
          </div>
        </div>
      </Card>
      <SuppressionList
        onOpen={(address) => {
          setTyped(address);
          setEmail(address);
        }}
      />
    </div>
  );
}
