import { edit, type Plant } from "../plant.ts";

/** Mistakes in what browsers hold, and in what pages are told. */
export const CONSOLE: Plant[] = [
  {
    name: "console: a page of another site changes things in a session's name",
    edits: [
      edit(
        "functions/runtime/http/credentials.ts",
        "  assertOwnPage(requestContext.http.method, headers, own);\n",
        "",
      ),
    ],
    proof: {
      file: "test/http/sessions.test.ts",
      test: "a change by a cookie with a page of another site is refused",
    },
  },
  {
    name: "console: a session has no end where the clock may be moved",
    edits: [
      edit(
        "shared/platform/sessions/session-store.ts",
        "if (!item || item.data.endsAt <= world.clock.realNow()) {",
        "if (!item) {",
      ),
    ],
    proof: {
      file: "test/http/sessions.test.ts",
      test: "a clock that a developer moves does not sign out",
    },
  },
  {
    name: "console: a code signs in again and again",
    edits: [
      edit(
        "shared/platform/sessions/session-store.ts",
        'expect: "absent" }, ...spending, ...ending]',
        'expect: "absent" }, ...ending]',
      ),
    ],
    proof: { file: "test/http/sign-in-codes.test.ts", test: "a code signs in once" },
  },
  {
    name: "console: work writes notes long after a page watched",
    edits: [
      edit(
        "shared/platform/changes/note-changes.ts",
        "if (!watched || watched.until <= world.clock.realNow()) return;",
        "if (!watched) return;",
      ),
    ],
    proof: { file: "test/http/changes.test.ts", test: "while no page watches" },
  },
  {
    name: "console: the list of changes names an erased contact",
    edits: [
      edit(
        "functions/api/after-change.ts",
        'const PERSONAL = ["contacts", "suppressions"];',
        "const PERSONAL: string[] = [];",
      ),
    ],
    proof: {
      file: "test/http/activity.test.ts",
      test: "it says that a contact was erased or suppressed, and not which",
    },
  },
];
