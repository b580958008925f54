import { getContact } from "#shared/audience/contacts/index.ts";
import { loadWholeContact } from "#shared/automation/engine/index.ts";
import type { ContactSnapshot } from "#shared/automation/enrollments/index.ts";
import {
  compileProgram,
  type Definition,
  liveSequenceOf,
  type Program,
} from "#shared/automation/language/index.ts";
import { findSequence, getSequence, loadProgram } from "#shared/automation/versions/index.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";
import {
  type LiveDefinitions,
  readLiveDefinitions,
} from "#shared/platform/live-definitions/index.ts";
import { assertScript } from "./assert-script.ts";
import { deadline } from "./deadline.ts";
import { forceBranches } from "./force-branches.ts";
import { readMisfits } from "./read-misfits.ts";
import type { readScript } from "./script.ts";
import { simulate } from "./simulate.ts";
import { inventContact } from "./start.ts";
import { putIn, startAtStep } from "./start-at-step.ts";
import type { SimulationResult } from "./timeline.ts";

type Options = ReturnType<typeof readScript> & {
  version?: number | undefined;
  /** A definition that need not be saved, in place of a version. */
  definition?: Definition | undefined;
  /** The step at which the contact is put in; by default triggers decide. */
  step?: string | undefined;
  contactId?: string | undefined;
  contact?: Parameters<typeof inventContact>[0] | undefined;
  /** Whether mails are shown with what their templates would be given. */
  showsData?: boolean | undefined;
  /** Whether a real contact continues its present runs. */
  resume?: boolean | undefined;
};

type World = Parameters<typeof loadWholeContact>[0] &
  Parameters<typeof getContact>[0] &
  Parameters<typeof deadline>[0];

/**
 * Simulates a sequence, by default its draft, for a contact.
 * @throws NotFound for an unknown sequence or contact
 * @throws InvalidInput for an unknown version, and for choices and answers that fit no step
 */
export async function simulateSequence(
  world: World,
  id: string,
  options: Options,
): Promise<SimulationResult> {
  const { contactId, contact = {}, resume = false, choice, start, step, ...script } = options;
  const { data: live } = await readLiveDefinitions(world);
  const asWritten = await findProgram(world, id, options);
  if (!resume) assertScript(asWritten.definition, { choice, ...script });
  const chosen = startAtStep(forceBranches(asWritten.definition, choice), step);
  const program = compileProgram(id, asWritten.version, chosen);
  const definition = {
    ...liveSequenceOf(program, live.sequences[id], start),
    sending: program.rules,
  };
  const only = { ...live, sequences: { [id]: definition } } as LiveDefinitions;
  const events = step === undefined ? script.events : putIn(script.events, start);
  const given = { program, live: only, start, isOver: deadline(world), ...script, events };
  if (contactId === undefined) {
    const misfits = await readMisfits(world, [program]);
    return simulate({ ...given, misfits, contact: inventContact(contact, start) });
  }
  const { data: profile } = await getContact(world, contactId);
  const { contact: stored, ...rest } = await loadWholeContact(
    world,
    profile.id,
    program,
    live,
    start,
  );
  const misfits = await readMisfits(world, [program, ...rest.older]);
  if (resume) {
    const older = rest.older.map(({ definition }) => definition);
    assertScript(asWritten.definition, { choice, ...script }, older);
  }
  return simulate({
    ...given,
    ...rest,
    misfits,
    contact: resume ? stored : withoutRuns(stored),
  });
}

async function findProgram(
  world: World,
  id: string,
  { version, definition }: Pick<Options, "version" | "definition">,
): Promise<Program> {
  if (definition) {
    const head = await findSequence(world, id);
    return compileProgram(id, (head?.data.version ?? 0) + 1, definition);
  }
  const { data: head } = await getSequence(world, id);
  if (version === undefined) return compileProgram(id, head.version + 1, head.draft);
  const program = await loadProgram(world, id, version);
  if (program) return program;
  const message = `there is no version ${version}; the newest is ${head.version}`;
  throw new InvalidInput("the body is not valid", [{ path: "/version", message }]);
}

/** The contact without any runs, with its sent messages. */
function withoutRuns({ id, profile, messages }: ContactSnapshot): ContactSnapshot {
  const { pending: _, ...data } = profile!.data;
  return {
    id,
    profile: { ...profile!, data },
    enrollments: [],
    messages: messages.filter(({ data: { status } }) => status === "sent"),
  };
}
