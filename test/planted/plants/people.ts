import { edit, type Plant } from "../plant.ts";

export const PEOPLE: Plant[] = [
  {
    name: "a suppression is cached for a minute",
    edits: [
      edit(
        "shared/messaging/snapshot/snapshot-store.ts",
        "  const wanted = new Set(more);",
        `  const known = CACHE.get(contact);
  if (known && now - known.at < 60_000) snapshot.profile = known.profile;
  else if (snapshot.profile) CACHE.set(contact, { at: now, profile: snapshot.profile });
  const wanted = new Set(more);`,
      ),
      edit(
        "shared/messaging/snapshot/snapshot-store.ts",
        'type Reads = { table: TableReader<"people"> };',
        'type Reads = { table: TableReader<"people"> };\nconst CACHE = new Map<string, { at: number; profile: Item<Profile> }>();',
      ),
    ],
  },
  {
    name: "where two parties meet, reads are only eventually consistent",
    edits: [
      edit(
        "shared/messaging/snapshot/snapshot-store.ts",
        "range, { consistent: true });",
        "range, { consistent: false });",
      ),
    ],
  },
  {
    name: "a run that exited is moved out of the way while a mail of it could go",
    edits: [
      edit("shared/automation/enrollments/ended-run.ts", "KEPT_ENDED = 4", "KEPT_ENDED = 0"),
      edit("shared/automation/planning/ended-runs.ts", " && !unsettled.has(data.run),", ","),
      edit(
        "shared/automation/planning/ended-runs.ts",
        ".filter(({ run }) => run.outbox.length + run.exitedRuns.length === 0)",
        "",
      ),
    ],
  },
];
