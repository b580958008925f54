import { Alert, Autocomplete, Button, Group, Switch, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ChangeEvent, useState } from "react";
import { answer, api } from "../../api/client.ts";
import { faultAt, Problem } from "../../api/problem.ts";
import { useMay } from "../../app/session.tsx";
import { Fault } from "../../parts/fault.tsx";
import { toast } from "../../parts/toast.tsx";
import { useTexts } from "../../text/catalogue.ts";
import classes from "./operations.module.css";
import { type Fields, fieldsOf, isSame, type SettingsBody, settingsOf } from "./settings-fields.ts";
import { operationsTexts } from "./texts.ts";

type Loaded = { data: SettingsBody; etag: string | undefined };
type Props = { loaded: Loaded; reload: () => Promise<{ data?: Loaded | undefined }> };
type TextName = Exclude<keyof Fields, "trackOpens">;

const ZONES = Intl.supportedValuesOf("timeZone");
const STALE = 412;

/** The settings as a form; saved only over the version that was loaded. */
export function SettingsForm({ loaded, reload }: Props) {
  const { settings: texts } = useTexts(operationsTexts);
  const client = useQueryClient();
  const isAdmin = useMay("admin");
  const [base, setBase] = useState(loaded);
  const [fields, setFields] = useState(() => fieldsOf(loaded.data));
  const begin = (next: Loaded) => {
    setBase(next);
    setFields(fieldsOf(next.data));
  };
  const save = useMutation({
    mutationFn: () => {
      const header = { ...(base.etag !== undefined && { "If-Match": base.etag }) };
      return answer(api.PUT("/v1/settings", { body: settingsOf(fields), params: { header } }));
    },
    onSuccess: async (saved) => {
      begin(saved);
      toast(texts.saved);
      await client.invalidateQueries({ queryKey: ["settings"] });
    },
  });
  const { error } = save;
  const isStale = error instanceof Problem && error.status === STALE;
  const isChanged = !isSame(fields, fieldsOf(base.data));
  const text = (name: TextName, path: string) => ({
    value: fields[name],
    error: faultAt(error, path),
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      setFields({ ...fields, [name]: event.currentTarget.value }),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <fieldset disabled={!isAdmin} className={classes.fields}>
        <div className={classes.form}>
          <div className={classes.pair}>
            <TextInput
              label={texts.name}
              description={texts.nameHint}
              {...text("name", "/from/name")}
            />
            <TextInput
              label={texts.email}
              description={texts.emailHint}
              type="email"
              {...text("email", "/from/email")}
            />
          </div>
          <TextInput
            label={texts.replyTo}
            description={texts.replyToHint}
            type="email"
            {...text("replyTo", "/replyTo")}
          />
          <Textarea
            label={texts.postal}
            description={texts.postalHint}
            autosize
            minRows={2}
            maxRows={5}
            {...text("postalAddress", "/postalAddress")}
          />
          <Autocomplete
            label={texts.zone}
            description={texts.zoneHint}
            data={ZONES}
            limit={30}
            value={fields.timeZone}
            error={faultAt(error, "/timeZone")}
            onChange={(timeZone) => setFields({ ...fields, timeZone })}
          />
          <Switch
            label={texts.opens}
            description={texts.opensHint}
            checked={fields.trackOpens}
            onChange={({ currentTarget }) =>
              setFields({ ...fields, trackOpens: currentTarget.checked })
            }
          />
          {isStale ? (
            <Alert color="yellow" variant="outline" role="alert" title={texts.stale}>
              <Button
                size="xs"
                variant="default"
                onClick={async () => {
                  const { data } = await reload();
                  if (data) begin(data);
                  save.reset();
                }}
              >
                {texts.reload}
              </Button>
            </Alert>
          ) : (
            <Fault error={error} isFaultsShown />
          )}
          <Group gap="xs">
            <Button type="submit" loading={save.isPending} disabled={!isChanged}>
              {texts.save}
            </Button>
            {isChanged && (
              <Button variant="default" onClick={() => begin(base)}>
                {texts.discard}
              </Button>
            )}
          </Group>
        </div>
      </fieldset>
    </form>
  );
}
