import { Button, Checkbox, Select, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, read } from "../../api/client.ts";
import { useNow } from "../../api/now.ts";
import { faultAt } from "../../api/problem.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { useGuardedClose } from "../../parts/draft/use-leave-guard.ts";
import { Fault } from "../../parts/fault.tsx";
import { Secret } from "../../parts/secret.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { operationsTexts } from "./texts.ts";

const SCOPES = ["read", "send", "admin"] as const;
const EXPIRIES = { never: undefined, d30: 30, d90: 90, d365: 365 } as const;
const DAY_MS = 86_400_000;
type Expiry = keyof typeof EXPIRIES;

/** Makes a key and shows it, this once. */
export function NewKey({ onClose }: { onClose: () => void }) {
  const { keys: texts } = useTexts(operationsTexts);
  const client = useQueryClient();
  const now = useNow();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<string[]>(["read"]);
  const [expiry, setExpiry] = useState<Expiry>("d365");
  const make = useMutation({
    mutationFn: () => {
      const days = EXPIRIES[expiry];
      const chosen = SCOPES.filter((scope) => scopes.includes(scope));
      const expiresAt = days && new Date(now + days * DAY_MS).toISOString();
      return read(
        api.POST("/v1/keys", {
          body: { name: name.trim(), scopes: chosen, ...(expiresAt && { expiresAt }) },
        }),
      );
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ["settings"] }),
  });
  const close = useGuardedClose(name !== "" && !make.isPending && !make.isSuccess, onClose);
  if (make.data)
    return (
      <Dialog onClose={onClose} title={texts.made1} isKept>
        <Stack gap="sm">
          <Text>{texts.shownOnce}</Text>
          <Secret value={make.data.key} />
          <Button onClick={onClose}>{texts.done}</Button>
        </Stack>
      </Dialog>
    );
  return (
    <Dialog onClose={close} title={texts.createTitle}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <Stack gap="md">
          <TextInput
            label={texts.name}
            description={texts.nameHint}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
            error={faultAt(make.error, "/name")}
            maxLength={100}
            required
            data-autofocus
          />
          <Checkbox.Group
            label={texts.scopes}
            value={scopes}
            onChange={setScopes}
            error={scopes.length === 0 ? texts.none : faultAt(make.error, "/scopes")}
          >
            <Stack gap="xs" mt="xs">
              {SCOPES.map((scope) => (
                <Checkbox
                  key={scope}
                  value={scope}
                  label={texts.scopeNames[scope]}
                  description={texts.scopeHints[scope]}
                />
              ))}
            </Stack>
          </Checkbox.Group>
          <Select
            label={texts.expiry}
            data={(Object.keys(EXPIRIES) as Expiry[]).map((value) => ({
              value,
              label: texts.expiries[value],
            }))}
            value={expiry}
            onChange={(value) => value && setExpiry(value as Expiry)}
            allowDeselect={false}
          />
          <Fault error={make.error} isFaultsShown={faultAt(make.error, "/name") !== undefined} />
          <Button
            type="submit"
            loading={make.isPending}
            disabled={name.trim() === "" || scopes.length === 0}
          >
            {texts.create}
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}
