import { ActionIcon, Alert, Button, Group, Skeleton, Text, TextInput } from "@mantine/core";
import { useBlocker, useNavigate } from "@tanstack/react-router";
import { Suspense, useEffect, useMemo, useState } from "react";
import type { Schemas } from "../../api/client.ts";
import { faultAt, Problem } from "../../api/problem.ts";
import { type Command, useCommands } from "../../app/commands.tsx";
import { useMay } from "../../app/session.tsx";
import { Card } from "../../parts/card.tsx";
import { useVocabulary } from "../../parts/condition/use-vocabulary.ts";
import { useConfirm } from "../../parts/confirm.tsx";
import { Fault } from "../../parts/fault.tsx";
import { Icon } from "../../parts/icon.tsx";
import { idOf } from "../../parts/id-of.ts";
import { lazyPart } from "../../parts/lazy-part.ts";
import { Page } from "../../parts/page.tsx";
import { ReadOnly } from "../../parts/read-only.tsx";
import { toast } from "../../parts/toast.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { EstimateCard } from "./estimate-card.tsx";
import { SegmentActions } from "./segment-actions.tsx";
import classes from "./segments.module.css";
import { segmentTexts } from "./texts.ts";
import { useEstimate } from "./use-estimate.ts";
import { useSegmentDraft } from "./use-segment-draft.ts";

const ConditionEditor = lazyPart(
  () => import("../../parts/condition/condition-editor.tsx"),
  "ConditionEditor",
);
const Members = lazyPart(() => import("./members.tsx"), "Members");

type Props = { saved?: Schemas["Segment"]; etag?: string | undefined };

/** The builder of a segment, who matches it now, and who is in it. */
export function SegmentEditor({ saved, etag }: Props) {
  const texts = useTexts(segmentTexts);
  const navigate = useNavigate();
  const held = useSegmentDraft({ ...(saved && { saved }), etag });
  const { draft, isDirty, save } = held;
  const mayChange = useMay("admin");
  const vocabulary = useVocabulary();
  const [typedId, setTypedId] = useState<string>();
  const id = saved?.id ?? typedId ?? idOf(draft.name);
  const estimate = useEstimate(draft.condition);
  const isConflict = save.error instanceof Problem && save.error.status === 412;
  const mayLeave = useLeaveGuard(mayChange && isDirty && !save.isSuccess);
  const submit = () => {
    mayLeave.current = true;
    held.saveTo(id);
  };
  const { data: done } = save;
  useEffect(() => {
    if (!done) return;
    toast(texts.saved(done.data.name));
    if (!saved) void navigate({ to: "/segments/$id", params: { id: done.data.id } });
  }, [done, saved, navigate, texts]);
  useDraftCommands(held, submit, mayChange);
  const faults = [...(save.error instanceof Problem ? save.error.faults : []), ...estimate.faults];
  return (
    <Page
      isWide
      title={saved ? draft.name || id : texts.new}
      about={
        mayChange ? isDirty ? texts.unsaved : saved ? <code>{id}</code> : texts.about : <ReadOnly />
      }
      actions={
        <>
          <UndoButtons held={held} />
          {saved && mayChange && <SegmentActions segment={saved} />}
          {mayChange && (
            <Button onClick={submit} loading={save.isPending} disabled={!isDirty || !id}>
              {texts.save}
            </Button>
          )}
        </>
      }
    >
      <div className={classes.page}>
        <div className={classes.main}>
          {isConflict && saved && (
            <Alert
              color="yellow"
              styles={{ label: { color: "var(--warn)" } }}
              variant="outline"
              icon={<Icon name="warn" />}
              title={texts.conflict}
            >
              <Text size="sm">{texts.conflictHint}</Text>
              <Group gap="xs" mt="sm">
                <Button size="xs" variant="default" onClick={() => held.takeTheirs(id)}>
                  {texts.theirs}
                </Button>
                <Button size="xs" variant="default" onClick={() => held.saveOver(id)}>
                  {texts.mine}
                </Button>
              </Group>
            </Alert>
          )}
          {!isConflict && <Fault error={save.error} isFaultsShown={faults.length > 0} />}
          <div className={classes.names}>
            <TextInput
              label={texts.name}
              value={draft.name}
              maxLength={200}
              error={faultAt(save.error, "/name")}
              onChange={({ currentTarget }) => held.change({ name: currentTarget.value })}
              required
            />
            {!saved && (
              <TextInput
                label={texts.id}
                description={texts.idHint}
                value={id}
                error={isConflict ? texts.taken : (faultAt(save.error, "/id") ?? undefined)}
                onChange={({ currentTarget }) => setTypedId(currentTarget.value)}
                required
              />
            )}
          </div>
          <Card title={texts.condition}>
            <Suspense fallback={<Skeleton height={160} />}>
              <ConditionEditor
                label={texts.condition}
                value={draft.condition}
                onChange={(condition) => held.change({ condition })}
                vocabulary={vocabulary}
                faults={faults}
                path="/condition"
              />
            </Suspense>
          </Card>
          <Suspense fallback={<Skeleton height={160} />}>
            {saved && <Members id={saved.id} count={saved.members} />}
          </Suspense>
        </div>
        <EstimateCard estimate={estimate} condition={draft.condition} />
      </div>
    </Page>
  );
}

type Held = ReturnType<typeof useSegmentDraft>;

function UndoButtons({ held }: { held: Held }) {
  const texts = useTexts(segmentTexts);
  return (
    <Group gap={2}>
      {(["undo", "redo"] as const).map((name) => (
        <ActionIcon
          key={name}
          variant="subtle"
          color="gray"
          className={classes.step}
          aria-label={texts[name]}
          onClick={held[name]}
          disabled={name === "undo" ? !held.canUndo : !held.canRedo}
        >
          <Icon name={name} />
        </ActionIcon>
      ))}
    </Group>
  );
}

function useDraftCommands(held: Held, submit: () => void, maySave: boolean): void {
  const texts = useTexts(segmentTexts);
  const { undo, redo } = held;
  // biome-ignore lint/correctness/useExhaustiveDependencies: they change with each draft, and with it what they save
  const commands = useMemo<Command[]>(
    () => [
      ...(maySave ? [{ id: "segment save", label: texts.save, keys: "mod+s", run: submit }] : []),
      { id: "segment undo", label: texts.undo, keys: "mod+z", run: undo },
      { id: "segment redo", label: texts.redo, keys: "mod+shift+z", run: redo },
    ],
    [texts, held.draft, held.save.isPending, maySave],
  );
  useCommands(commands);
}

/** Asks before changes are lost; what it returns is set to leave without asking. */
function useLeaveGuard(isDirty: boolean) {
  const texts = useTexts(segmentTexts);
  const confirm = useConfirm();
  const [mayLeave] = useState({ current: false });
  useBlocker({
    enableBeforeUnload: isDirty,
    shouldBlockFn: async () =>
      isDirty &&
      !mayLeave.current &&
      !(await confirm({
        title: texts.leave,
        consequences: [texts.leaveHurts],
        action: texts.leaveDo,
        isDangerous: true,
      })),
  });
  return mayLeave;
}
