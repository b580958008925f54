import { edit, type Plant } from "../plant.ts";

export const STEPS: Plant[] = [
  {
    name: "a request without an answer is not made again",
    edits: [
      edit(
        "shared/automation/steps/make-request.ts",
        "until: now + OVERDUE_MS,",
        "until: undefined,",
      ),
    ],
  },
  {
    name: "an answer counts for whatever step the run stands on",
    edits: [
      edit(
        "shared/automation/runs/is-same-request.ts",
        "run === at.run && step === at.step && visit === (ownValue(at.visits, step) ?? 1);",
        "run !== undefined || step !== at.step || visit > 0;",
      ),
    ],
  },
  {
    name: "what is pending is cleared without being taken in",
    edits: [
      edit(
        "shared/automation/planning/plan-contact.ts",
        "const events = [...work.events, ...pending, ...reached];",
        "const events = [...work.events, ...reached];",
      ),
    ],
  },
  {
    name: "pending work is not checked again",
    edits: [
      edit(
        "shared/automation/dispatch/react.ts",
        " || profile?.next.pending ? [contact]",
        " ? [contact]",
      ),
    ],
  },
  {
    name: "an update is written apart from its decision",
    edits: [
      edit(
        "shared/automation/engine/write-changes.ts",
        "      ...all.filter((run) => !first.includes(run)).map(put),\n    ]);",
        "    ]);\n    for (const one of all) if (!first.includes(one)) await world.table.write([put(one)]);",
      ),
    ],
  },
  {
    name: "a segment's member is listed only after the profile says so",
    edits: [
      edit(
        "shared/automation/engine/commit.ts",
        "      ...(profile?.joined ?? []).map(([id, member]) => putSegmentMember(id, member)),\n",
        "",
      ),
      edit(
        "shared/automation/engine/commit.ts",
        "    deleteMembers(world, written),\n",
        "    deleteMembers(world, written),\n    writeIndex(world, written.flatMap(({ profile }) => (profile?.joined ?? []).map(([id, member]) => putSegmentMember(id, member)))),\n",
      ),
    ],
  },
  {
    name: "a person is not woken for what changes by itself",
    edits: [
      edit(
        "shared/automation/engine/commit.ts",
        "const due = changes.flatMap(referencesOf);",
        "const due = changes.flatMap((one) => referencesOf({ ...one, profile: undefined }));",
      ),
    ],
  },
  {
    name: "quiet hours are not looked at in the last check",
    edits: [
      edit(
        "shared/messaging/delivery/final-check.ts",
        "const decision = mayMail(claimed.draft, recipient, live, now);",
        `const loud = Object.entries(live.sequences).map(([id, one]) => [
    id,
    { ...one, sending: one.sending?.cap && { cap: one.sending.cap } },
  ]);
  const decision = mayMail(
    claimed.draft,
    recipient,
    { ...live, sequences: Object.fromEntries(loud) },
    now,
  );`,
      ),
    ],
    proof: {
      file: "test/messaging/delivery/sending-rules.test.ts",
      test: "quiet hours that are published between a mail's claim and its call hold it",
    },
  },
  {
    name: "the cap counts only what is known to have left",
    edits: [
      edit(
        "shared/messaging/policy/cap.ts",
        'return row.status === "unknown" ? (row.leaseEndsAt ?? row.facts.claimedAt) : undefined;',
        "return undefined;",
      ),
    ],
    // Rare in a simulated history: a doubt that has ended, and a mail that the cap would let go.
    proof: {
      file: "test/messaging/delivery/may-mail.test.ts",
      test: "a mail in doubt counts for the cap",
    },
  },
  {
    name: "runs under way follow the newest version",
    edits: [
      edit(
        "shared/automation/planning/current-runs.ts",
        "definitions.programOf(data.sequence, start.version)",
        "definitions.programOf(data.sequence, inForce!.version)",
      ),
    ],
  },
];
