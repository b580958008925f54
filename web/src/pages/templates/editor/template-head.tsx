import { ActionIcon, Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Suspense, useMemo, useRef, useState } from "react";
import { api, read } from "../../../api/client.ts";
import { useCommands } from "../../../app/commands.tsx";
import { Icon } from "../../../parts/icon.tsx";
import { lazyPart } from "../../../parts/lazy-part.ts";
import { addressOf, PageLink } from "../../../parts/page-link.tsx";
import { ReadOnly } from "../../../parts/read-only.tsx";
import { Status } from "../../../parts/status.tsx";
import { Time } from "../../../parts/time.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { useFormat } from "../../../text/format.ts";
import { templateTexts } from "../texts.ts";
import { useDelete } from "../use-delete.ts";
import classes from "./editor.module.css";
import type { More } from "./more-menu.tsx";
import type { Editing, Stored } from "./use-source.ts";

type AboutProps = {
  id: string;
  stored: Stored;
  isChanged: boolean;
  isSaving: boolean;
  mayEdit: boolean;
};

/** What is saved, when, and which sequences send it. */
export function About({ id, stored, isChanged, isSaving, mayEdit }: AboutProps) {
  const texts = useTexts(templateTexts);
  const format = useFormat();
  const use = useQuery({
    queryKey: ["templates", "use", id],
    queryFn: () => read(api.GET("/v1/templates", { params: { query: { q: id, limit: 100 } } })),
  });
  const users = use.data?.items.find((one) => one.id === id)?.usedBy ?? [];
  return (
    <div className={classes.about}>
      {mayEdit ? (
        <Status tone={isSaving ? "busy" : isChanged ? "warn" : "good"}>
          {isSaving ? texts.saving : isChanged ? texts.changed : texts.isSaved}
        </Status>
      ) : (
        <ReadOnly />
      )}
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

const MoreMenu = lazyPart(() => import("./more-menu.tsx"), "MoreMenu");
const Duplicate = lazyPart(() => import("../list/duplicate.tsx"), "Duplicate");
const Versions = lazyPart(() => import("./versions.tsx"), "Versions");
const TestSend = lazyPart(() => import("./test-send.tsx"), "TestSend");

type ActionProps = { id: string; editing: Editing; contactId: string | undefined };

/** What is done less often than saving; each opens a dialog. */
export function MoreActions({ id, editing, contactId }: ActionProps) {
  const { isChanged } = editing;
  const texts = useTexts(templateTexts);
  const navigate = useNavigate();
  const [open, setOpen] = useState<"test" | "versions" | "duplicate">();
  const remove = useDelete(() => void navigate({ to: "/templates" }));
  const [isAsked, setIsAsked] = useState(false);
  const close = () => setOpen(undefined);
  const choose = (name: More | "test") => {
    if (name === "delete") void remove(id);
    else setOpen(name);
  };
  const act = useRef(choose);
  act.current = choose;
  useCommands(
    useMemo(
      () =>
        (["test", "versions", "duplicate", "delete"] as const).map((name) => ({
          id: `template ${name}`,
          label: `${texts.actions[name]}: ${id}`,
          run: () => act.current(name),
        })),
      [texts, id],
    ),
  );
  const dots = (onClick?: () => void) => (
    <ActionIcon
      variant="default"
      size={36}
      aria-label={texts.actions.more}
      aria-haspopup="menu"
      {...(onClick && { onClick })}
    >
      <Icon name="more" />
    </ActionIcon>
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
      <Suspense fallback={dots()}>
        {isAsked ? (
          <MoreMenu target={dots()} isChanged={isChanged} onChosen={choose} />
        ) : (
          dots(() => setIsAsked(true))
        )}
      </Suspense>
      <Suspense>
        {open === "duplicate" && <Duplicate id={id} onClose={close} />}
        {open === "versions" && <Versions id={id} editing={editing} onClose={close} />}
        {open === "test" && (
          <TestSend id={id} isChanged={isChanged} contactId={contactId} onClose={close} />
        )}
      </Suspense>
    </>
  );
}
