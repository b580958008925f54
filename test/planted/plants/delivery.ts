import { edit, type Plant } from "../plant.ts";

export const DELIVERY: Plant[] = [
  {
    name: "the claim is skipped",
    edits: [
      edit(
        "shared/messaging/delivery/claim.ts",
        "const results = await world.table.writeEach(\n    claims.map(({ row, expect }) => putMessage(row, expect)),\n  );",
        "const results: (Error | undefined)[] = claims.map(() => undefined);",
      ),
    ],
  },
  {
    name: "the claim is not conditional",
    edits: [
      edit(
        "shared/messaging/delivery/claim.ts",
        "putMessage(row, expect)",
        'putMessage(row, expect && "any")',
      ),
    ],
  },
  {
    name: "the look-again pack is not written",
    edits: [
      edit(
        "shared/messaging/handover/handover.ts",
        "...mails.map(({ message, at }) => firstReconcile(message, at)),",
        "...mails.slice(0, 0).map(({ message, at }) => firstReconcile(message, at)),",
      ),
    ],
  },
  {
    name: "the last check comes before the claim",
    edits: [
      edit(
        "shared/messaging/delivery/final-check.ts",
        "const snapshot = await readSnapshot(world, claimed.snapshot.id, now, [claimed.id]);",
        `const snapshot = {
    ...claimed.snapshot,
    messages: [
      ...claimed.snapshot.messages.filter(({ data }) => data.id !== claimed.id),
      { table: "people", pk: "", sk: "", v: 1, version: claimed.version, data: claimed.row as Message },
    ],
  } as Snapshot;
  await readSnapshot(world, "c_nobody", now);`,
      ),
    ],
  },
  {
    name: "a lost answer is retried",
    edits: [
      edit(
        "shared/messaging/delivery/call-provider.ts",
        "const outcome = await world.mailer.send({",
        "const ask = () => world.mailer.send({",
      ),
      edit(
        "shared/messaging/delivery/call-provider.ts",
        "  const acceptedAt = outcome",
        `  let outcome = await ask();
  if (outcome.kind === "unknown") outcome = await ask();
  const acceptedAt = outcome`,
      ),
    ],
  },
  {
    name: "bornAt is read from the clock at hand-over",
    edits: [
      edit(
        "shared/messaging/delivery/post-message.ts",
        "const { to, templateId, data, trackClicks, trackOpens, byAdmin, bornAt, digest } = post;",
        "const { to, templateId, data, trackClicks, trackOpens, byAdmin, digest } = post;\n  const bornAt = world.clock.now();",
      ),
    ],
  },
  {
    name: "the lease is shorter than the call's timeout",
    edits: [
      edit(
        "shared/messaging/delivery/claim.ts",
        "const LEASE_MS = 5 * MINUTE_MS;",
        "const LEASE_MS = MINUTE_MS / 20;",
      ),
      edit(
        "shared/messaging/delivery/final-check.ts",
        "const LEASE_LEFT_MS = MINUTE_MS;",
        "const LEASE_LEFT_MS = 1;",
      ),
    ],
  },
  {
    name: "the check of the exited run is left out",
    edits: [
      edit(
        "shared/messaging/policy/may-mail.ts",
        "if (hasExited(mail, snapshot)) return",
        "if (hasExited(mail, snapshot) && now < 0) return",
      ),
    ],
  },
  {
    name: "a key that may only send reaches who unsubscribed",
    edits: [
      edit(
        "shared/messaging/policy/may-mail.ts",
        'mail.needsConsent ? "marketing" : mail.class',
        "mail.class",
      ),
    ],
  },
  {
    name: "a cap that is reached holds no mail",
    edits: [edit("shared/messaging/policy/cap.ts", "return last + perMs;", "return undefined;")],
  },
  {
    name: "the last check does not read its own row, token and lease",
    edits: [
      edit(
        "shared/messaging/delivery/final-check.ts",
        "const own = snapshot.messages.find(({ data }) => data.id === claimed.id);",
        "const own = { data: claimed.row as Message, version: claimed.version };",
      ),
      edit(
        "shared/messaging/delivery/final-check.ts",
        "row.leaseEndsAt - now <= LEASE_LEFT_MS",
        "row.leaseEndsAt < LEASE_LEFT_MS",
      ),
    ],
  },
  {
    name: "a look-again ends at a held mail",
    edits: [
      edit(
        "shared/messaging/delivery/reconcile.ts",
        'if (row?.data.status === "held" && row.data.until > now) return;',
        'if (row?.data.status === "held") return;',
      ),
    ],
  },
  {
    name: "a look-again ends at a mail in doubt",
    edits: [
      edit(
        "shared/messaging/delivery/reconcile.ts",
        '["sent", "refused", "dropped"].includes(message.status)',
        '["sent", "refused", "dropped", "unknown"].includes(message.status)',
      ),
    ],
  },
  {
    name: "a claim that is given back in doubt counts as overtaken, whatever left meanwhile",
    edits: [
      edit(
        "shared/messaging/delivery/final-check.ts",
        "(row) => toHeld(row, now, reason)",
        `(row) =>
    row.status === "unknown"
      ? { ...withoutProtocol(row), status: "dropped", reason: "overtaken" }
      : toHeld(row, now, reason)`,
      ),
    ],
    // The simulation excuses a claimant who was late.
    proof: {
      file: "test/automation/engine/late-claimant.test.ts",
      test: "a mail in doubt, when its claimant gives it back after its run met its end",
    },
  },
  {
    name: "feedback overwrites instead of adding",
    edits: [
      edit(
        "shared/messaging/feedback/add-fact.ts",
        "facts: { ...message.facts, [fact]: at }",
        "facts: { [fact]: at }",
      ),
    ],
  },
];
