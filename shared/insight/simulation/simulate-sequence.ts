import { getContact } from "#shared/audience/contacts/index.ts";
import type { ContactSnapshot } from "#shared/automation/enrollments/index.ts";
import { compileProgram, liveSequenceOf, type Program } from "#shared/automation/language/index.ts";
import { getSequence, loadProgram } from "#shared/automation/versions/index.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";
import {
  type LiveDefinitions,
  readLiveDefinitions,
} from "#shared/platform/live-definitions/index.ts";
import { assertScript } from "./assert-script.ts";
import { chooseWays } from "./choose-ways.ts";
import { deadline } from "./deadline.ts";
import { readMisfits } from "./read-misfits.ts";
import { readSubject } from "./read-subject.ts";
import type { readScript } from "./script.ts";
import { simulate } from "./simulate.ts";
import { makeUp } from "./start.ts";
import type { Forecast } from "./timeline.ts";

type Asked = ReturnType<typeof readScript> & {
  version?: number | undefined;
  contactId?: string | undefined;
  contact?: Parameters<typeof makeUp>[0] | undefined;
  /** Whether somebody real goes on from where they stand. */
  resume?: boolean | undefined;
};

type World = Parameters<typeof readSubject>[0] &
  Parameters<typeof getContact>[0] &
  Parameters<typeof deadline>[0];

/**
 * What a sequence, its draft unless a version is named, would do with somebody.
 * @throws NotFound for a sequence or a contact that is not there
 * @throws InvalidInput for a version that is not there, and for choices and answers that fit none
 * of its steps
 */
export async function simulateSequence(world: World, id: string, asked: Asked): Promise<Forecast> {
  const { version, contactId, contact = {}, resume = false, choice, start, ...script } = asked;
  const { data: switches } = await readLiveDefinitions(world);
  const asWritten = await findProgram(world, id, version);
  if (!resume) assertScript(asWritten.definition, { choice, ...script });
  const chosen = chooseWays(asWritten.definition, choice);
  const program = compileProgram(id, asWritten.version, chosen);
  const inForce = {
    ...liveSequenceOf(program, switches.sequences[id], start),
    sending: program.rules,
  };
  const only = { ...switches, sequences: { [id]: inForce } } as LiveDefinitions;
  const given = { program, switches: only, start, isOver: deadline(world), ...script };
  if (contactId === undefined) {
    const misfits = await readMisfits(world, [program]);
    return simulate({ ...given, misfits, person: makeUp(contact, start) });
  }
  const { data: profile } = await getContact(world, contactId);
  const { person, ...rest } = await readSubject(world, profile.id, program, switches, start);
  if (resume) {
    const older = rest.older.map(({ definition }) => definition);
    assertScript(asWritten.definition, { choice, ...script }, older);
  }
  return simulate({ ...given, ...rest, person: resume ? person : afresh(person) });
}

async function findProgram(
  world: World,
  id: string,
  version: number | undefined,
): Promise<Program> {
  const { data: head } = await getSequence(world, id);
  if (version === undefined) return compileProgram(id, head.version + 1, head.draft);
  const program = await loadProgram(world, id, version);
  if (program) return program;
  const message = `there is no version ${version}; the newest is ${head.version}`;
  throw new InvalidInput("the body is not valid", [{ path: "/version", message }]);
}

/** Somebody as if no sequence had let them in: who they are, and the mails that they had. */
function afresh({ id, profile, messages }: ContactSnapshot): ContactSnapshot {
  const { pending: _, ...data } = profile!.data;
  return {
    id,
    profile: { ...profile!, data },
    enrollments: [],
    messages: messages.filter(({ data: { status } }) => status === "sent"),
  };
}
