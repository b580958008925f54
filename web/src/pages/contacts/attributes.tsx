import { ActionIcon, Button, Text } from "@mantine/core";
import { Suspense, useState } from "react";
import { isConflict } from "../../api/problem.ts";
import { useMay } from "../../app/session.tsx";
import { Conflict } from "../../parts/draft/conflict.tsx";
import { Fault } from "../../parts/fault.tsx";
import { Icon } from "../../parts/icon.tsx";
import { lazyPart } from "../../parts/lazy-part.ts";
import { toast } from "../../parts/toasts.ts";
import { useTexts } from "../../text/catalogue.ts";
import classes from "./attributes.module.css";
import { showAttribute, type Value } from "./show-attributes.ts";
import { contactTexts } from "./texts.ts";
import { type Contact, useChangeContact } from "./use-contact.ts";

const AttributeForm = lazyPart(() => import("./attribute-form.tsx"), "AttributeForm");

type Props = { id: string; contact: Contact; etag: string | undefined };

/** What is known of a contact, typed; each can be changed, removed and brought back. */
export function Attributes({ id, contact, etag }: Props) {
  const texts = useTexts(contactTexts).attribute;
  const change = useChangeContact(id);
  const mayChange = useMay("admin");
  const [open, setOpen] = useState<string>();
  const set = (name: string, value: Value, version: string | undefined, done: () => void) =>
    change.mutate(
      { change: { attributes: { [name]: value } }, etag: version },
      { onSuccess: done },
    );
  const save = (name: string, value: Value) =>
    set(name, value, etag, () => {
      setOpen(undefined);
      toast(texts.saved(name));
    });
  const remove = (name: string, value: Value) =>
    set(name, null, etag, () =>
      toast(texts.removed(name), { undo: () => set(name, value, undefined, () => {}) }),
    );
  const names = Object.keys(contact.attributes).toSorted((a, b) => a.localeCompare(b));
  return (
    <div>
      {isConflict(change.error) ? (
        <Conflict>{texts.conflict}</Conflict>
      ) : (
        <Fault error={change.error} />
      )}
      {names.length === 0 && <Text c="dimmed">{texts.none}</Text>}
      <Suspense>
        <dl className={classes.list}>
          {names.map((name) => {
            const value = contact.attributes[name]!;
            return (
              <div key={name} className={classes.row}>
                <dt>
                  <bdi>{name}</bdi>
                </dt>
                {open === name ? (
                  <dd className={classes.form}>
                    <AttributeForm
                      name={name}
                      value={value}
                      isPending={change.isPending}
                      onSave={save}
                      onCancel={() => setOpen(undefined)}
                    />
                  </dd>
                ) : (
                  <dd className={classes.value}>
                    <bdi>{showAttribute(value)}</bdi>
                    {mayChange && (
                      <span className={classes.actions}>
                        <ActionIcon
                          variant="subtle"
                          color="gray"
                          aria-label={texts.edit(name)}
                          onClick={() => setOpen(name)}
                        >
                          <Icon name="edit" size={14} />
                        </ActionIcon>
                        <ActionIcon
                          variant="subtle"
                          color="gray"
                          aria-label={texts.remove(name)}
                          onClick={() => remove(name, value)}
                        >
                          <Icon name="close" size={14} />
                        </ActionIcon>
                      </span>
                    )}
                  </dd>
                )}
              </div>
            );
          })}
        </dl>
        {open === "" ? (
          <AttributeForm
            name=""
            value=""
            isPending={change.isPending}
            onSave={save}
            onCancel={() => setOpen(undefined)}
          />
        ) : (
          mayChange && (
            <Button
              variant="subtle"
              size="xs"
              leftSection={<Icon name="plus" size={14} />}
              onClick={() => setOpen("")}
            >
              {texts.add}
            </Button>
          )
        )}
      </Suspense>
    </div>
  );
}
