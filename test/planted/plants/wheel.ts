import { edit, type Plant } from "../plant.ts";

export const WHEEL: Plant[] = [
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
    name: "the due reference is not written again when its slot has come",
    edits: [
      edit(
        "wheel/wheel-store.ts",
        "if (late.length === 0) return;",
        "if (late.length >= 0) return;",
      ),
    ],
  },
];
