import { edit, type Plant } from "../plant.ts";

export const SEQUENCES: Plant[] = [
  {
    name: "the outbox is dropped",
    edits: [
      edit(
        "shared/automation/runs/apply-outcome.ts",
        "outbox: [...run.outbox, entry],",
        "outbox: run.outbox,",
      ),
    ],
  },
  {
    name: "the due reference is written only after the decision",
    edits: [
      edit(
        "shared/automation/engine/commit.ts",
        "prepareHandover(world, mails, due),",
        "prepareHandover(world, mails, []),",
      ),
      edit(
        "shared/automation/engine/commit.ts",
        "  await enqueueNear(world, remaining.flatMap(referencesOf));",
        "  await prepareHandover(world, [], remaining.flatMap(referencesOf));\n  await enqueueNear(world, remaining.flatMap(referencesOf));",
      ),
    ],
  },
  {
    name: "completion does not carry the outbox over",
    edits: [
      edit(
        "shared/automation/runs/arrive.ts",
        "    status,\n    visits: {},",
        '    status,\n    outbox: status === "completed" ? [] : run.outbox,\n    visits: {},',
      ),
    ],
  },
  {
    name: "an exit does not carry the outbox over",
    edits: [
      edit(
        "shared/automation/runs/arrive.ts",
        "    status,\n    visits: {},",
        '    status,\n    outbox: status === "exited" ? [] : run.outbox,\n    visits: {},',
      ),
    ],
  },
  {
    name: "a next run does not carry the outbox over",
    edits: [
      edit(
        "shared/automation/runs/start-run.ts",
        "outbox: (last?.outbox ?? []).map(",
        "outbox: (last?.outbox ?? []).slice(0, 0).map(",
      ),
    ],
  },
  {
    name: "advance goes on while the mail before has no row",
    edits: [
      edit(
        "shared/automation/steps/wait-anchor.ts",
        "if (!mail) return { ...open, until: now + RECHECK_MS };",
        "if (!mail) return { at: run.arrivedAt, settled: true };",
      ),
    ],
  },
];
