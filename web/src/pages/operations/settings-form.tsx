import { Autocomplete, Button, Group, Switch, Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import type { ChangeEvent } from "react";
import { answer, api } from "../../api/client.ts";
import { faultAt } from "../../api/problem.ts";
import { useMay } from "../../app/session.tsx";
import { Conflict } from "../../parts/draft/conflict.tsx";
import { useDraft } from "../../parts/draft/use-draft.ts";
import { Fault } from "../../parts/fault.tsx";
import { toast } from "../../parts/toasts.ts";
import { useTexts } from "../../text/catalogue.ts";
import classes from "./operations.module.css";
import { type Fields, fieldsOf, isSame, type SettingsBody, settingsOf } from "./settings-fields.ts";
import { loadSettings, SETTINGS } from "./settings-query.ts";
import { operationsTexts } from "./texts.ts";

type Loaded = { data: SettingsBody; etag: string | undefined };
type TextName = Exclude<keyof Fields, "trackOpens">;

const ZONES = Intl.supportedValuesOf("timeZone");

/** The settings as a form; saved only over the version that was loaded. */
export function SettingsForm({ loaded }: { loaded: Loaded }) {
  const { settings: texts } = useTexts(operationsTexts);
  const client = useQueryClient();
  const isAdmin = useMay("admin");
  const { draft, state } = useDraft<SettingsBody, Fields>({
    queryKey: SETTINGS,
    read: loaded,
    valueOf: fieldsOf,
    save: async (fields, etag) => {
      const params = { header: { "If-Match": etag } };
      const saved = await answer(api.PUT("/v1/settings", { body: settingsOf(fields), params }));
      void client.invalidateQueries({ queryKey: ["settings"] });
      return saved;
    },
    load: loadSettings,
    isSame,
    part: "tab",
  });
  const fields = state.history.present;
  const { status, error = null } = state;
  const isChanged = status !== "saved";
  const edit = (next: Partial<Fields>) => draft.edit({ ...fields, ...next });
  const text = (name: TextName, path: string) => ({
    value: fields[name],
    error: faultAt(error, path),
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      edit({ [name]: event.currentTarget.value }),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void draft.flush().then((isSaved) => isSaved && toast(texts.saved));
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
            onChange={(timeZone) => edit({ timeZone })}
          />
          <Switch
            label={texts.opens}
            description={texts.opensHint}
            checked={fields.trackOpens}
            onChange={({ currentTarget }) => edit({ trackOpens: currentTarget.checked })}
          />
          {status === "conflict" ? (
            <Conflict draft={draft} />
          ) : (
            <Fault error={error} isFaultsShown />
          )}
          <Group gap="xs">
            <Button
              type="submit"
              loading={status === "saving"}
              disabled={!isChanged || status === "conflict"}
            >
              {texts.save}
            </Button>
            {status === "changed" && (
              <Button variant="default" onClick={() => draft.edit(fieldsOf(loaded.data))}>
                {texts.discard}
              </Button>
            )}
          </Group>
        </div>
      </fieldset>
    </form>
  );
}
