import * as z from "zod/mini";
import { type Api, clientOf } from "../client.ts";
import type { CliIo } from "../io.ts";

const Home = z.object({
  stoppedAt: z.nullable(z.string()),
  deadLetters: z.number(),
  failedJobs: z.array(z.object({ id: z.string(), kind: z.string(), subject: z.string() })),
  errors: z.array(z.object({ id: z.string(), name: z.string(), errors: z.number() })),
  held: z.number(),
  unknown: z.number(),
  bounced: z.number(),
  complained: z.number(),
  today: z.object({
    entered: z.number(),
    completed: z.number(),
    exited: z.number(),
    mails: z.number(),
  }),
  more: z.boolean(),
});

/** Prints today's figures and, each with its remedy, what needs attention; true if nothing does. */
export async function printHome(
  io: CliIo,
  { json, ...api }: Api & { json?: true },
): Promise<boolean> {
  const home = Home.parse(await clientOf(api).get("/v1/home"));
  const problems = problemsOf(home);
  const { entered, completed, exited, mails } = home.today;
  const figures = `${entered} entered, ${completed} completed, ${exited} exited, ${mails} mails`;
  const lines = [
    `Today (UTC): ${figures}${home.more ? ", in the first fifty sequences" : ""}.`,
    `Mails: ${count(home.held)} held; in seven days ${home.bounced} bounced, ${home.complained} reported as spam.`,
    ...(problems.length > 0 ? problems : ["Nothing needs attention."]),
  ];
  io.out(json ? `${JSON.stringify(home)}\n` : `${lines.join("\n")}\n`);
  return problems.length === 0;
}

/** What is counted up to a hundred. */
const count = (mails: number) => (mails < 100 ? mails : "100 or more");

type Home = z.infer<typeof Home>;
const problemsOf = ({ stoppedAt, deadLetters, unknown, failedJobs, errors }: Home) => [
  ...(stoppedAt === null
    ? []
    : [`Sending is stopped since ${stoppedAt}: \`npx dripstack sending resume\`.`]),
  ...(deadLetters === 0
    ? []
    : [`Dead letters: ${deadLetters}; \`npx dripstack dead-letters list\` says why.`]),
  ...(unknown === 0
    ? []
    : [`In doubt: ${count(unknown)}; \`npx dripstack messages list --state unknown\` lists them.`]),
  ...failedJobs.map(
    ({ id, kind, subject }) =>
      `The job ${kind} of ${subject} failed: \`npx dripstack jobs show ${id}\` says why.`,
  ),
  ...errors.map(
    (one) =>
      `The draft of ${one.id} has errors (${one.errors}): GET /v1/sequences/${one.id}/lint lists them.`,
  ),
];
