import { findByExternalId } from "#shared/audience/profiles/index.ts";
import { type Engine, makeEngine } from "#test/support/engine.ts";

/** The rows of every table that hold a text. */
export const rows = ({ database }: Engine, text: string) =>
  ["people", "index", "library", "stats", "rate", "keys", "queue"].flatMap((table) =>
    database.sql
      .prepare(`SELECT * FROM "${table}"`)
      .all()
      .map((row) => JSON.stringify(row))
      .filter((row) => row.includes(text))
      .map((row) => `${table} ${row}`),
  );
/** The id that Dripstack gave a contact. */
export const ownId = async (engine: Engine, id: string) => (await findByExternalId(engine, id))!;

/** An engine with two contacts, both in a segment and in a sequence; `erase` erases the first. */
export async function makeBoth() {
  const engine = await makeEngine();
  const condition = { attribute: "plan", is: "pro" };
  await engine.must("PUT", "/v1/segments/pros", { name: "Pros", condition });
  await engine.publish("first", { enter: [{ event: "signed_up" }] });
  for (const id of ["ada", "bob"]) {
    await engine.put(id, { attributes: { plan: "pro" } });
    await engine.happen(id, "signed_up");
  }
  const [ada, bob] = [await ownId(engine, "ada"), await ownId(engine, "bob")];
  const erase = () => engine.must("DELETE", "/v1/contacts/ada");
  return { ...engine, ada, bob, erase };
}
