import type { Definition } from "#shared/automation/language/index.ts";
import { enrollTargets, templatesOf } from "#shared/automation/language/index.ts";
import type { LintContext } from "#shared/automation/lint/index.ts";
import { findTemplates } from "#shared/content/templates/index.ts";
import { readLiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import { readSettings } from "#shared/platform/settings/index.ts";
import type { TableReader } from "#shared/ports/table.ts";
import { findSequence } from "./sequence-store.ts";
import { loadProgram } from "./version-store.ts";

type Reads = { table: TableReader<"library"> };

/** The most other sequences loaded to find cycles. */
const MAX_SEQUENCES = 50;

/** The parts of the workspace that `lint` checks a definition against. */
export async function readLintContext(
  world: Reads,
  id: string,
  draft: Definition,
): Promise<LintContext> {
  const [settings, templates, { data: live }] = await Promise.all([
    readSettings(world),
    findTemplates(world, templatesOf(draft)),
    readLiveDefinitions(world),
  ]);
  return {
    id,
    sender: settings.from !== undefined,
    postalAddress: !!settings.postalAddress,
    templates: new Map([...templates].map(([name, { variables }]) => [name, variables])),
    untracked: {
      clicks: namesWhere(templates, ({ untracked }) => untracked?.clicks === true),
      opens: namesWhere(
        templates,
        ({ untracked }) => !settings.trackOpens || untracked?.opens === true,
      ),
    },
    transactional: namesWhere(templates, ({ source }) => source.class === "transactional"),
    segments: new Set(Object.keys(live.segments ?? {})),
    ...(live.attributes && { declared: live.attributes }),
    sequences: await readOthers(world, id, draft),
  };
}

const namesWhere = <T>(all: ReadonlyMap<string, T>, holds: (one: T) => boolean) =>
  new Set([...all].filter(([, one]) => holds(one)).map(([name]) => name));

/** The published versions of all sequences reachable by `enroll` steps. */
async function readOthers(
  world: Reads,
  id: string,
  draft: Definition,
): Promise<Map<string, Definition>> {
  const found = new Map<string, Definition>();
  const open = enrollTargets(draft).map(({ target }) => target);
  for (const target of open) {
    if (target === id || found.has(target)) continue;
    if (found.size === MAX_SEQUENCES) break;
    const head = await findSequence(world, target);
    const program = head && (await loadProgram(world, target, head.data.version));
    if (!program) continue;
    found.set(target, program.definition);
    open.push(...enrollTargets(program.definition).map((one) => one.target));
  }
  return found;
}
