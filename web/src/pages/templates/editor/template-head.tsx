import { ActionIcon, Button, Menu } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { api, read } from "../../../api/client.ts";
import { Icon } from "../../../parts/icon.tsx";
import { addressOf, PageLink } from "../../../parts/page-link.tsx";
import { Status } from "../../../parts/status.tsx";
import { Time } from "../../../parts/time.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { useFormat } from "../../../text/format.ts";
import { templateTexts } from "../texts.ts";
import { useDelete } from "../use-delete.ts";
import classes from "./editor.module.css";
import type { Stored } from "./use-source.ts";

type AboutProps = { id: string; stored: Stored; isChanged: boolean; isSaving: boolean };

/** What is saved, when, and which sequences send it. */
export function About({ id, stored, isChanged, isSaving }: AboutProps) {
  const texts = useTexts(templateTexts);
  const format = useFormat();
  const use = useQuery({
    queryKey: ["templates", "use", id],
    queryFn: () => read(api.GET("/v1/templates", { params: { query: { q: id, limit: 100 } } })),
  });
  const users = use.data?.items.find((one) => one.id === id)?.usedBy ?? [];
  return (
    <div className={classes.about}>
      <Status tone={isSaving ? "busy" : isChanged ? "warn" : "good"}>
        {isSaving ? texts.saving : isChanged ? texts.changed : texts.isSaved}
      </Status>
      <span>
        {texts.version(format.number(stored.data.version))},{" "}
        <Time at={stored.data.updatedAt} isRelative />
      </span>
      {users.length > 0 && (
        <span>
          {texts.usedBy}{" "}
          {users.slice(0, 3).map(({ sequence }) => (
            <span key={sequence}>
              <PageLink to={addressOf.sequence(sequence)}>{sequence}</PageLink>{" "}
            </span>
          ))}
          {users.length > 3 && texts.more(format.number(users.length - 3))}
        </span>
      )}
    </div>
  );
}

const Duplicate = lazy(async () => {
  const { Duplicate: dialog } = await import("../list/duplicate.tsx");
  return { default: dialog };
});
const Versions = lazy(async () => {
  const { Versions: dialog } = await import("./versions.tsx");
  return { default: dialog };
});
const TestSend = lazy(async () => {
  const { TestSend: dialog } = await import("./test-send.tsx");
  return { default: dialog };
});

type ActionProps = { id: string; isChanged: boolean; contactId: string | undefined };

/** What is done less often than saving; each opens a dialog. */
export function MoreActions({ id, isChanged, contactId }: ActionProps) {
  const texts = useTexts(templateTexts);
  const navigate = useNavigate();
  const [open, setOpen] = useState<"test" | "versions" | "duplicate">();
  const remove = useDelete(() => void navigate({ to: "/templates" }));
  const close = () => setOpen(undefined);
  const entry = (name: "versions" | "duplicate", icon: "clock" | "copy") => (
    <Menu.Item leftSection={<Icon name={icon} size={16} />} onClick={() => setOpen(name)}>
      {texts.actions[name]}
    </Menu.Item>
  );
  return (
    <>
      <Button
        variant="default"
        leftSection={<Icon name="send" size={16} />}
        onClick={() => setOpen("test")}
      >
        {texts.actions.test}
      </Button>
      <Menu position="bottom-end" withinPortal={false}>
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={texts.actions.more}>
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {entry("versions", "clock")}
          {entry("duplicate", "copy")}
          <Menu.Item
            leftSection={<Icon name="trash" size={16} />}
            disabled={isChanged}
            onClick={() => void remove(id)}
          >
            {texts.actions.delete}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {open === "duplicate" && <Duplicate id={id} onClose={close} />}
        {open === "versions" && <Versions id={id} onClose={close} />}
        {open === "test" && (
          <TestSend id={id} isChanged={isChanged} contactId={contactId} onClose={close} />
        )}
      </Suspense>
    </>
  );
}
