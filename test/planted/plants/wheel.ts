import { edit, type Plant } from "../plant.ts";

export const WHEEL: Plant[] = [
  {
    name: "the cursor is advanced before the queue accepted",
    edits: [
      edit(
        "shared/scheduler/sweep-stride.ts",
        "  await enqueue(ready);\n  return cursor.move({ next: last + 1 });",
        "  if (!(await cursor.move({ next: last + 1 }))) return false;\n  await enqueue(ready);\n  return true;",
      ),
    ],
  },
  {
    name: "within a large slot the cursor is advanced before the queue accepted",
    edits: [
      edit("shared/scheduler/sweep-stride.ts", "const FIRST_PACKS = 20;", "const FIRST_PACKS = 1;"),
      edit("shared/scheduler/sweep-stride.ts", "const PAGE_PACKS = 100;", "const PAGE_PACKS = 1;"),
      edit(
        "shared/scheduler/sweep-stride.ts",
        "    await enqueue(ready);\n    ready = [];\n    if (!(await cursor.move(positionWithin(number, open)))) return false;",
        "    if (!(await cursor.move(positionWithin(number, open)))) return false;\n    await enqueue(ready);\n    ready = [];",
      ),
    ],
  },
  {
    name: "a large slot counts as swept after its first page",
    edits: [
      edit("shared/scheduler/sweep-stride.ts", "const FIRST_PACKS = 20;", "const FIRST_PACKS = 1;"),
      edit(
        "shared/scheduler/sweep-stride.ts",
        "    if (!(await streamSlot(world, stride, number, open))) return false;",
        "",
      ),
    ],
  },
  {
    name: "the due reference is not written again when its slot has come",
    edits: [
      edit(
        "shared/scheduler/wheel-store.ts",
        "if (late.length === 0) return;",
        "if (late.length >= 0) return;",
      ),
    ],
  },
];
