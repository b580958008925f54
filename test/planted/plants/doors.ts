import { edit, type Plant } from "../plant.ts";

/** Doors that stood open once: what others than the simulation's people may try. */
export const DOORS: Plant[] = [
  {
    name: "a signed source may name the engine's own events",
    edits: [
      edit("functions/inbound-webhooks/incoming.ts", "type: IncomingName,", "type: z.string(),"),
    ],
    proof: {
      file: "test/audience/intake/own-names.test.ts",
      test: "takes no sequence.enrolled",
    },
  },
  {
    name: "names of the engine's own are not checked again where events are processed",
    edits: [
      edit(
        "shared/queue/work-messages/incoming-event.ts",
        "QueuedEvent.check(z.refine(({ name }) => !isReservedName(name), RESERVED_NAMES_RULE))",
        "QueuedEvent",
      ),
    ],
    proof: {
      file: "test/audience/intake/own-names.test.ts",
      test: "named sequence.enrolled starts no run and is not stored",
    },
  },
  {
    name: "links of a key that no longer signs are dead",
    edits: [
      edit(
        "shared/content/link-tokens/link-key.ts",
        "({ keys }: KeyRing): LinkKey[] => keys.map(({ bytes }) => linkKey(bytes));",
        "({ current }: KeyRing): LinkKey[] => [linkKey(current.bytes)];",
      ),
    ],
    proof: {
      file: "test/functions/public/rotation.test.ts",
      test: "links that were mailed go on working",
    },
  },
  {
    name: "sources share one secret",
    edits: [
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the engine's own text
      edit("shared/platform/sources/source.ts", "`source:${source}:${salt}`", '"source"'),
    ],
    proof: {
      file: "test/functions/inbound-webhooks/webhooks.test.ts",
      test: "another source's signature is refused",
    },
  },
  {
    name: "addresses are looked up under the newest key alone",
    edits: [
      edit(
        "shared/audience/profiles/row-names.ts",
        "read: names.toReversed(), write",
        "read: [names.at(-1)!], write",
      ),
    ],
    proof: {
      file: "test/audience/contacts/lookup-rotation.test.ts",
      test: "after a rotation every contact",
    },
  },
  {
    name: "a function that faces the internet may read the keys",
    edits: [
      edit(
        "functions/inbound-webhooks/manifest.ts",
        'reads: ["people", "library", "index"],',
        'reads: ["people", "library", "index", "keys"],',
      ),
    ],
    proof: {
      file: "test/infra/aws/rights.test.ts",
      test: "no function but api, whose callers hold keys, may look at the keys or make one",
    },
  },
  {
    name: "a key whose scopes were forgotten may do everything",
    edits: [
      edit(
        "functions/api/routes/keys.ts",
        "    scopes: Scopes,\n    expiresAt",
        '    scopes: z._default(Scopes, ["admin"]),\n    expiresAt',
      ),
    ],
    proof: { file: "test/http/auth.test.ts", test: "a key without scopes is refused by name" },
  },
  {
    name: "keys may be guessed as fast as one can",
    edits: [
      edit(
        "functions/runtime/http/auth.ts",
        "  throttle.admit(network, hash, world.clock.monotonicMs());\n",
        "",
      ),
    ],
    proof: {
      file: "test/http/auth-throttle.test.ts",
      test: "who tries keys is soon let try one every two seconds",
    },
  },
  {
    name: "a data folder that others can read stays so",
    edits: [
      edit(
        "shared/adapters/sqlite/private-folder.ts",
        "mode & OF_OTHERS) !== 0;",
        "mode & 0) !== 0;",
      ),
    ],
    proof: { file: "test/adapters/sqlite/data-folder.test.ts", test: "a folder of mode" },
  },
  {
    name: "an answer that names an erased contact is given again",
    edits: [
      edit(
        "shared/automation/erasure/erase-contact.ts",
        "  await forgetResponses(world, contact);\n",
        "",
      ),
    ],
    proof: {
      file: "test/automation/erasure/kept-answers.test.ts",
      test: "an answer that names the contact is given no more",
    },
  },
  {
    name: "jobs keep what they told of an erased contact",
    edits: [
      edit(
        "shared/automation/erasure/erase-contact.ts",
        "const { isRunning } = await eraseFromJobs(world, [contact]);",
        "const isRunning = false;",
      ),
    ],
    proof: { file: "test/automation/erasure/traces.test.ts", test: "jobs forget the contact" },
  },
  {
    name: "what was due for an erased contact stays on the wheel",
    edits: [edit("shared/scheduler/remove-contacts.ts", "contacts.has(", "!contacts.has(")],
    proof: {
      file: "test/automation/erasure/wheel.test.ts",
      test: "what was due for an erased contact goes from all packs",
    },
  },
  {
    name: "rows that moved to another page leave their bytes in the old one",
    edits: [
      edit("shared/adapters/sqlite/overwrite-gaps.ts", "of gaps) {", "of [] as typeof gaps) {"),
    ],
    proof: {
      file: "test/adapters/sqlite/overwritten.test.ts",
      test: "nor where rows moved to other pages before they were deleted",
    },
  },
  {
    name: "a value of a contact may be printed into a style",
    edits: [
      edit(
        "shared/content/markup/sink-rules.ts",
        'if (tag !== "script") return `an',
        'if (tag !== "script") return undefined && `an',
      ),
    ],
    proof: {
      file: "test/content/markup/sinks.test.ts",
      test: "<style>p { color: {{ contact.x }} }</style> is refused on save, with its place",
    },
  },
  {
    name: "requests of steps in the one process reach what only its own machine may",
    edits: [edit("infra/standalone/world.ts", "isGuarded: true,", "isGuarded: false,")],
    proof: {
      file: "test/e2e/requests.test.ts",
      test: "no request goes to an address that is not public",
    },
  },
];
