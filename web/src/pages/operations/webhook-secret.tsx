import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, read } from "../../api/client.ts";
import { Card } from "../../parts/card.tsx";
import { Fault } from "../../parts/fault.tsx";
import { Secret } from "../../parts/secret.tsx";
import { useTexts } from "../../text/catalogue.ts";
import classes from "./operations.module.css";
import { operationsTexts } from "./texts.ts";

/** The secret by which a server knows requests of webhook steps; read only when asked for. */
export function WebhookSecret() {
  const { sources: texts } = useTexts(operationsTexts);
  const [isShown, setIsShown] = useState(false);
  const secret = useQuery({
    queryKey: ["settings", "webhook-secret"],
    queryFn: () => read(api.GET("/v1/webhook-secret")),
    enabled: isShown,
  });
  return (
    <Card title={texts.webhookTitle}>
      <div className={classes.content}>
        <p className={classes.hint}>{texts.webhookHint}</p>
        <Fault error={secret.error} />
        {secret.data ? (
          <Secret value={secret.data.secret} />
        ) : (
          <div>
            <Button variant="default" loading={secret.isFetching} onClick={() => setIsShown(true)}>
              {texts.reveal}
            </Button>
          </div>
        )}
      </div>
    </Card>
  );
}
