/** One fault: texts of the engine, each of which occurs once in its file, and what stands there instead. */
export type Plant = { name: string; edits: { file: string; find: string; put: string }[] };

const edit = (file: string, find: string, put: string) => ({ file: `shared/${file}`, find, put });

/** Each is a mistake that somebody could make; the simulation must find every one of them. */
export const PLANTS: Plant[] = [
  {
    name: "the claim is skipped",
    edits: [
      edit(
        "delivery/claim.ts",
        "const results = await world.table.writeEach(\n    claims.map(({ row, expect }) => putMessage(row, expect)),\n  );",
        "const results: (Error | undefined)[] = claims.map(() => undefined);",
      ),
    ],
  },
  {
    name: "the claim is not conditional",
    edits: [
      edit("delivery/claim.ts", "putMessage(row, expect)", 'putMessage(row, expect && "any")'),
    ],
  },
  {
    name: "the outbox is dropped",
    edits: [edit("sequences/advance.ts", "outbox: [...run.outbox, entry],", "outbox: run.outbox,")],
  },
  {
    name: "the look-again pack is not written",
    edits: [
      edit(
        "delivery/hand-over.ts",
        "...mails.map(({ message, at }) => firstLook(message, at)),",
        "...mails.slice(0, 0).map(({ message, at }) => firstLook(message, at)),",
      ),
    ],
  },
  {
    name: "the last check comes before the claim",
    edits: [
      edit(
        "delivery/last-check.ts",
        "const person = await readPerson(world, mine.person.id, now, [mine.id]);",
        `const person = {
    ...mine.person,
    messages: [
      ...mine.person.messages.filter(({ data }) => data.id !== mine.id),
      { table: "people", pk: "", sk: "", v: 1, version: mine.version, data: mine.row as Message },
    ],
  } as Person;
  await readPerson(world, "c_nobody", now);`,
      ),
    ],
  },
  {
    name: "a lost answer is retried",
    edits: [
      edit(
        "delivery/call.ts",
        "const outcome = await world.mailer.send({",
        "const ask = () => world.mailer.send({",
      ),
      edit(
        "delivery/call.ts",
        "  return { claimed, outcome, at: world.clock.now() };",
        `  let outcome = await ask();
  if (outcome.kind === "unknown") outcome = await ask();
  return { claimed, outcome, at: world.clock.now() };`,
      ),
    ],
  },
  {
    name: "bornAt is read from the clock at hand-over",
    edits: [
      edit(
        "delivery/post-message.ts",
        "const { to, templateId, data, bornAt, digest } = post;",
        "const { to, templateId, data, digest } = post;\n  const bornAt = world.clock.now();",
      ),
    ],
  },
  {
    name: "feedback overwrites instead of adding",
    edits: [
      edit(
        "feedback/add-fact.ts",
        "facts: { ...message.facts, [fact]: at }",
        "facts: { [fact]: at }",
      ),
    ],
  },
  {
    name: "the cursor is advanced before the queue accepted",
    edits: [
      edit(
        "wheel/sweep.ts",
        "    await handOn(world, references, togetherMs);\n",
        "    if (references.length > 0) {\n      await writeCursor(world, wheel, number + 1, await readCursor(world, wheel));\n    }\n    await handOn(world, references, togetherMs);\n",
      ),
    ],
  },
  {
    name: "a suppression is cached for a minute",
    edits: [
      edit(
        "people/person-store.ts",
        "  const wanted = new Set(more);",
        `  const known = CACHE.get(contact);
  if (known && now - known.at < 60_000) person.profile = known.profile;
  else if (person.profile) CACHE.set(contact, { at: now, profile: person.profile });
  const wanted = new Set(more);`,
      ),
      edit(
        "people/person-store.ts",
        'type Reads = { table: TableReader<"people"> };',
        'type Reads = { table: TableReader<"people"> };\nconst CACHE = new Map<string, { at: number; profile: Item<Profile> }>();',
      ),
    ],
  },
  {
    name: "the lease is shorter than the call's timeout",
    edits: [
      edit(
        "delivery/claim.ts",
        "const LEASE_MS = 5 * MINUTE_MS;",
        "const LEASE_MS = MINUTE_MS / 20;",
      ),
      edit(
        "delivery/last-check.ts",
        "const LEASE_LEFT_MS = MINUTE_MS;",
        "const LEASE_LEFT_MS = 1;",
      ),
    ],
  },
  {
    name: "the check of the exited run is left out",
    edits: [
      edit(
        "delivery/may-mail.ts",
        "if (hasExited(mail, person)) return",
        "if (hasExited(mail, person) && now < 0) return",
      ),
    ],
  },
  {
    name: "the due reference is written only after the decision",
    edits: [
      edit(
        "sequences/commit.ts",
        "prepareHandOver(world, mails, changes.flatMap(nextDue)),",
        "prepareHandOver(world, mails, []),",
      ),
      edit(
        "sequences/commit.ts",
        "  await hint(world, decided.flatMap(nextDue));",
        "  await prepareHandOver(world, [], decided.flatMap(nextDue));\n  await hint(world, decided.flatMap(nextDue));",
      ),
    ],
  },
  {
    name: "the due reference is not written again when its slot has come",
    edits: [
      edit(
        "wheel/wheel-store.ts",
        "if (late.length === 0) return;",
        "if (late.length >= 0) return;",
      ),
    ],
  },
  {
    name: "completion does not carry the outbox over",
    edits: [
      edit(
        "sequences/advance.ts",
        "    status,\n    visits: {},",
        '    status,\n    outbox: status === "completed" ? [] : run.outbox,\n    visits: {},',
      ),
    ],
  },
  {
    name: "an exit does not carry the outbox over",
    edits: [
      edit(
        "sequences/advance.ts",
        "    status,\n    visits: {},",
        '    status,\n    outbox: status === "exited" ? [] : run.outbox,\n    visits: {},',
      ),
    ],
  },
  {
    name: "a next run does not carry the outbox over",
    edits: [
      edit(
        "sequences/advance.ts",
        "outbox: (last?.outbox ?? []).map(",
        "outbox: (last?.outbox ?? []).slice(0, 0).map(",
      ),
    ],
  },
  {
    name: "advance goes on while the mail before has no row",
    edits: [
      edit(
        "sequences/base.ts",
        "if (!mail) return { ...open, until: now + ASK_AGAIN_MS };",
        "if (!mail) return { at: run.arrivedAt, settled: true };",
      ),
    ],
  },
  {
    name: "the last check does not read its own row, token and lease",
    edits: [
      edit(
        "delivery/last-check.ts",
        "const own = person.messages.find(({ data }) => data.id === mine.id);",
        "const own = { data: mine.row as Message, version: mine.version };",
      ),
      edit(
        "delivery/last-check.ts",
        "row.leaseEndsAt - now <= LEASE_LEFT_MS",
        "row.leaseEndsAt < LEASE_LEFT_MS",
      ),
    ],
  },
  {
    name: "a look-again ends at a held mail",
    edits: [
      edit(
        "delivery/look-again.ts",
        'if (row?.data.status === "held" && row.data.until > now) return;',
        'if (row?.data.status === "held") return;',
      ),
    ],
  },
  {
    name: "a look-again ends at a mail in doubt",
    edits: [
      edit(
        "delivery/look-again.ts",
        '["sent", "refused", "dropped"].includes(message.status)',
        '["sent", "refused", "dropped", "unknown"].includes(message.status)',
      ),
    ],
  },
  {
    name: "where two parties meet, reads are only eventually consistent",
    edits: [
      edit(
        "people/person-store.ts",
        "range, { after, consistent: true });",
        "range, { after, consistent: false });",
      ),
    ],
  },
];
