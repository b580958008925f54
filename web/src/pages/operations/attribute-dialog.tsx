import { Button, Checkbox, Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api, read } from "../../api/client.ts";
import { faultAt } from "../../api/problem.ts";
import type { paths } from "../../api/schema.d.ts";
import { useMay } from "../../app/session.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { useGuardedClose } from "../../parts/draft/use-leave-guard.ts";
import { Fault } from "../../parts/fault.tsx";
import { Icon } from "../../parts/icon.tsx";
import { toast } from "../../parts/toasts.ts";
import { useAction } from "../../parts/use-action.ts";
import { useTexts } from "../../text/catalogue.ts";
import { attributeTexts } from "./attribute-texts.ts";

export type Declared =
  paths["/v1/attributes"]["get"]["responses"][200]["content"]["application/json"]["items"][number];
type Type = Declared["type"];
type Props = { declared?: Declared; onClose: () => void };

/** Over nothing else than what was seen: `0` is the version of what is not declared. */
const put = ({ name, type, label, sensitive }: Declared, seen = '"0"') =>
  read(
    api.PUT("/v1/attributes/{name}", {
      params: { path: { name }, header: { "If-Match": seen } },
      body: { type, ...(label && { label }), ...(sensitive && { sensitive }) },
    }),
  );

/** Declares an attribute, or shows how one is declared and changes it. */
export function AttributeDialog({ declared, onClose }: Props) {
  const texts = useTexts(attributeTexts);
  const client = useQueryClient();
  const isAdmin = useMay("admin");
  const [name, setName] = useState(declared?.name ?? "");
  const [type, setType] = useState<Type>(declared?.type ?? "text");
  const [label, setLabel] = useState(declared?.label ?? "");
  const [isSensitive, setIsSensitive] = useState(declared?.sensitive ?? false);
  const seen = useQuery({
    queryKey: ["settings", "attribute", declared?.name],
    queryFn: () => answer(api.GET("/v1/attributes/{name}", { params: { path: { name } } })),
    enabled: declared !== undefined,
    // It is what the form shows: a later one must not be overwritten by it.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const save = useMutation({
    mutationFn: () => {
      const next = { name: name.trim(), type, label: label.trim() || null, sensitive: isSensitive };
      return put(next, seen.data?.etag);
    },
    onSuccess: async () => {
      toast(texts.saved(name.trim()));
      await client.invalidateQueries();
      onClose();
    },
  });
  const restore = useAction({ run: (before: Declared) => put(before) });
  const remove = useAction({
    run: () => read(api.DELETE("/v1/attributes/{name}", { params: { path: { name } } })),
    said: () => texts.removed(name),
    undo: () => declared && (() => void restore.ask(declared)),
    onDone: onClose,
  });
  const nameFault = faultAt(save.error, "/name");
  const isTyped = declared
    ? type !== declared.type ||
      label !== (declared.label ?? "") ||
      isSensitive !== (declared.sensitive ?? false)
    : name + label !== "";
  const isIdle = save.isIdle || save.isError;
  const close = useGuardedClose(isTyped && isIdle && !remove.isPending, onClose);
  return (
    <Dialog title={declared?.name ?? texts.declare} onClose={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack gap="md">
          {!declared && (
            <TextInput
              label={texts.name}
              value={name}
              maxLength={100}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
              error={nameFault}
              required
              data-autofocus
            />
          )}
          <NativeSelect
            label={texts.type}
            description={texts.typeHint[type]}
            value={type}
            disabled={!isAdmin}
            data={Object.entries(texts.types).map(([value, text]) => ({ value, label: text }))}
            onChange={({ currentTarget }) => setType(currentTarget.value as Type)}
          />
          <TextInput
            label={texts.label}
            description={texts.labelHint}
            value={label}
            maxLength={100}
            disabled={!isAdmin}
            onChange={({ currentTarget }) => setLabel(currentTarget.value)}
          />
          <Checkbox
            label={texts.sensitive}
            description={texts.sensitiveHint}
            checked={isSensitive}
            disabled={!isAdmin}
            onChange={({ currentTarget }) => setIsSensitive(currentTarget.checked)}
          />
          <Text c="dimmed" size="sm">
            {texts.kept}
          </Text>
          {nameFault === undefined && <Fault error={save.error} />}
          {isAdmin && (
            <Group gap="xs">
              <Button
                type="submit"
                loading={save.isPending}
                disabled={name.trim() === "" || (declared && !seen.data)}
              >
                {texts.save}
              </Button>
              {declared && (
                <Button
                  variant="default"
                  leftSection={<Icon name="trash" size={16} />}
                  loading={remove.isPending}
                  onClick={() => void remove.ask()}
                >
                  {texts.remove}
                </Button>
              )}
            </Group>
          )}
        </Stack>
      </form>
    </Dialog>
  );
}
