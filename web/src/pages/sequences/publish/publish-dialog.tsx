import { Button, Group, Skeleton, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Dialog } from "../../../parts/dialog.tsx";
import { Fault } from "../../../parts/fault.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { useFormat } from "../../../text/format.ts";
import type { OpenSequence } from "../open-sequence.ts";
import { Changes } from "./changes.tsx";
import { Checks, errorsOf } from "./checks.tsx";
import { ImpactTable } from "./impact-table.tsx";
import { MigrationProgress } from "./migration-progress.tsx";
import { choicesOf, type Migrations, openRows, rowsOf } from "./migrations.ts";
import classes from "./publish.module.css";
import { publishTexts } from "./texts.ts";
import { usePublish } from "./use-publish.ts";

type Props = { sequence: OpenSequence; onClose: () => void };

/** What publishing would change, for whom, and what stops it; then the publishing itself. */
export function PublishDialog({ sequence, onClose }: Props) {
  const texts = useTexts(publishTexts);
  const format = useFormat();
  const navigate = useNavigate();
  const { id, version, state, definition } = sequence;
  const [migrations, setMigrations] = useState<Migrations>(new Map());
  const { saved, etag, lint, diff, impact, publish } = usePublish(sequence, onClose);
  const rows = rowsOf(impact.data?.groups ?? []);
  const open = openRows(rows, migrations, new Set(Object.keys(definition.steps)));
  const job = publish.data?.job;
  const show = (step: string) => {
    onClose();
    void navigate({ to: "/sequences/$id", params: { id }, search: { step } });
  };
  const isReady =
    // What a remedy changed is saved and looked at first.
    sequence.status === "saved" &&
    etag !== undefined &&
    lint.data !== undefined &&
    errorsOf(lint.data.findings).length === 0 &&
    impact.data !== undefined &&
    open.length === 0;
  const next = format.number(version + 1);
  return (
    <Dialog onClose={onClose} title={texts.title(String(definition.name || id))} size="xl">
      {job !== undefined && <MigrationProgress job={job} version={next} onClose={onClose} />}
      {job === undefined && saved === "no" && <Fault error={new Error(texts.notSaved)} />}
      {job === undefined && saved === undefined && (
        <div aria-busy="true">
          <Text size="sm">{texts.saving}</Text>
          <Skeleton height={120} mt="sm" />
        </div>
      )}
      {job === undefined && saved === "yes" && (
        <div className={classes.dialog}>
          <Changes sequence={sequence} diff={diff} />
          <section>
            <h3>{texts.findings.title}</h3>
            <Checks lint={lint} sequence={sequence} onShow={show} />
          </section>
          {version > 0 && (
            <section>
              <h3>{texts.impact.title}</h3>
              <ImpactTable {...{ id, etag, impact, rows, definition, migrations, setMigrations }} />
            </section>
          )}
          {["paused", "archived"].includes(state) && <Text size="sm">{texts.wakes}</Text>}
          <Fault error={publish.error} />
          <Group justify="flex-end" gap="xs" className={classes.foot}>
            <Button variant="default" onClick={onClose}>
              {texts.cancel}
            </Button>
            <Button
              disabled={!isReady}
              loading={publish.isPending}
              onClick={() => publish.mutate(choicesOf(rows, migrations))}
              data-autofocus
            >
              {texts.action(next)}
            </Button>
          </Group>
        </div>
      )}
    </Dialog>
  );
}
