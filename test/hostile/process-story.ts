import { HOSTILE, HOSTILE_DATA } from "#test/content/hostile.ts";
import { Program } from "#test/support/program.ts";
import { tempFolder } from "#test/support/temp-folder.ts";
import { DEADLY } from "./deadly.ts";

const SECONDS = 300;
/** Of each hostile template; and of good ones, among them. */
const MAILS = 3;

/** What a message's data may hold: the same data, a tenth as large. */
const DATA = Object.fromEntries(
  Object.entries(HOSTILE_DATA.event).map(([name, value]) => [
    name,
    typeof value === "string"
      ? value.slice(0, 3_000)
      : typeof value === "object"
        ? { kkkk: 1 }
        : value,
  ]),
);

/** Saves and sends all hostile templates in the one process, with good mails among them. */
export async function processStory() {
  const folder = tempFolder();
  const program = await Program.start(folder);
  const must = async (method: string, path: string, body: object) => {
    const answer = await program.call(method, path, body);
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const save = (id: string, text: string) =>
    program.call("PUT", `/v1/templates/${id}`, {
      subject: id,
      html: "<p>Hello</p>",
      text,
      class: "transactional",
    });
  // What takes a large heap is no fault where there is one.
  const all = Object.values({ ...HOSTILE, "without end": DEADLY["without end"]! });
  let refusedOnSave = 0;
  const hostile: string[] = [];
  const good: string[] = [];
  await save("good", "{{ data.many }}");
  for (const [i, liquid] of all.entries()) {
    const saved = await save(`hostile-${i}`, liquid.replaceAll("event.", "data."));
    if (saved.status === 422) refusedOnSave += 1;
    else if (saved.status !== 200) throw new Error(`saving answered ${saved.status}`);
    for (let n = 0; n < MAILS; n++) {
      const post = async (templateId: string, to: string) =>
        (await must("POST", "/v1/messages", { to, templateId, data: DATA })).id as string;
      if (saved.status === 200) hostile.push(await post(`hostile-${i}`, `h${i}-${n}@example.com`));
      good.push(await post("good", `g${i}-${n}@example.com`));
    }
  }
  const stateOf = async (id: string) =>
    (await program.call("GET", `/v1/messages/${id}`)).body.state as string | undefined;
  const count = async (ids: string[], states: string[]) =>
    (await Promise.all(ids.map(stateOf))).filter((state) => states.includes(state ?? "")).length;
  const SENT = ["sent", "delivered"];
  const STOPPED = ["held", "refused"];
  for (let second = 0; second < SECONDS; second++) {
    if (
      (await count(good, SENT)) + (await count(hostile, STOPPED)) ===
      good.length + hostile.length
    )
      break;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  const story = {
    place: "one process",
    good: await count(good, SENT),
    ofGood: good.length,
    stopped: await count(hostile, STOPPED),
    ofHostile: hostile.length,
    refusedOnSave,
    isSameProcess: (await program.call("GET", "/v1/health")).status === 200,
  };
  await program.end("SIGKILL");
  return story;
}
