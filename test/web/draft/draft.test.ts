import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Definition } from "../../../web/src/canvas/definition.ts";
import { Draft, type Stored } from "../../../web/src/parts/draft/draft.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const of = (name: string): Definition => ({ name, start: "a", steps: { a: { kind: "exit" } } });
const fault = (status: number) => Object.assign(new Error(`${status}`), { status });

/** What the API would do: it holds one draft, and adds a default to what it is given. */
class Api {
  held: Stored<Definition> = { value: of("first"), etag: "1" };
  saves: string[] = [];
  refusal: Error | undefined;
  put(value: Definition): Stored<Definition> {
    this.held = { value: { ...value, exit: [] }, etag: `${Number(this.held.etag) + 1}` };
    return this.held;
  }
  save = async (definition: Definition, etag: string): Promise<Stored<Definition>> => {
    await new Promise((done) => setTimeout(done, 100));
    if (this.refusal) throw this.refusal;
    if (etag !== this.held.etag) throw fault(412);
    this.saves.push(String(definition.name));
    return this.put(definition);
  };
  load = async () => this.held;
  open = (isAutomatic = true) =>
    new Draft(this.held, { save: this.save, load: this.load, isAutomatic });
}

test("a draft is saved once, 800 ms after the last change", async () => {
  const api = new Api();
  const draft = api.open();
  draft.edit(of("a"));
  await vi.advanceTimersByTimeAsync(700);
  draft.edit(of("b"));
  await vi.advanceTimersByTimeAsync(700);
  expect([api.saves, draft.state().status]).toEqual([[], "changed"]);
  await vi.advanceTimersByTimeAsync(300);
  expect([api.saves, draft.state().status]).toEqual([["b"], "saved"]);
  // The API's defaults are no change of the author's.
  expect(draft.present).toEqual(of("b"));
});

test("what changes while it is being saved is saved after it", async () => {
  const api = new Api();
  const draft = api.open();
  draft.edit(of("a"));
  await vi.advanceTimersByTimeAsync(850);
  draft.edit(of("b"));
  expect(draft.state().status).toBe("saving");
  await vi.advanceTimersByTimeAsync(2_000);
  expect([api.saves, draft.state().status]).toEqual([["a", "b"], "saved"]);
});

test("nothing that was saved elsewhere is overwritten before it was chosen", async () => {
  const api = new Api();
  const draft = api.open();
  api.put(of("theirs"));
  draft.edit(of("mine"));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(draft.state()).toMatchObject({ status: "conflict", theirs: { etag: "2" } });
  draft.edit(of("mine, more"));
  await vi.advanceTimersByTimeAsync(10_000);
  expect([api.held.value.name, draft.present.name]).toEqual(["theirs", "mine, more"]);
  void draft.keepMine();
  await vi.advanceTimersByTimeAsync(200);
  expect([api.held.value.name, draft.state().status]).toEqual(["mine, more", "saved"]);
});

test("their version can be taken, and one's own be had back by undo", async () => {
  const api = new Api();
  const draft = api.open();
  api.put(of("theirs"));
  draft.edit(of("mine"));
  await vi.advanceTimersByTimeAsync(1_000);
  draft.takeTheirs();
  expect([draft.present.name, draft.state().status]).toEqual(["theirs", "saved"]);
  draft.undo();
  expect(draft.present.name).toBe("mine");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(api.held.value.name).toBe("mine");
});

test("what is read again is taken when nothing was changed here, and asked about else", () => {
  const api = new Api();
  const untouched = api.open();
  const touched = api.open();
  touched.edit(of("mine"));
  const theirs = api.put(of("theirs"));
  untouched.heard(theirs);
  touched.heard(theirs);
  expect([untouched.present.name, untouched.state().status]).toEqual(["theirs", "saved"]);
  expect([touched.present.name, touched.state().status]).toEqual(["mine", "conflict"]);
});

test("publishing elsewhere gives the same draft a new version, which is no conflict", async () => {
  const api = new Api();
  const draft = api.open();
  api.held = { ...api.held, etag: "7" };
  draft.edit(of("mine"));
  await vi.advanceTimersByTimeAsync(3_000);
  expect([api.held.etag, draft.state().status]).toEqual(["8", "saved"]);
});

test("a refusal is told and kept until the next change; a lost connection is tried again", async () => {
  const api = new Api();
  const draft = api.open();
  api.refusal = fault(422);
  draft.edit(of("bad"));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(draft.state()).toMatchObject({ status: "refused", error: { message: "422" } });
  api.refusal = fault(0);
  draft.edit(of("good"));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(draft.state().status).toBe("refused");
  api.refusal = undefined;
  await vi.advanceTimersByTimeAsync(6_000);
  expect([api.saves, draft.state().status]).toEqual([["good"], "saved"]);
});

test("letters of one field are undone together, other changes one by one", async () => {
  const draft = new Api().open();
  draft.edit(of("w"), "/name");
  draft.edit(of("we"), "/name");
  draft.edit(of("wel"), "/name");
  draft.edit(of("other"), "/steps");
  draft.undo();
  expect(draft.present.name).toBe("wel");
  draft.undo();
  expect(draft.present.name).toBe("first");
  draft.redo();
  expect(draft.present.name).toBe("wel");
  expect(await Promise.all([draft.flush(), vi.advanceTimersByTimeAsync(200)])).toContain(true);
});

test("a change after an undo is a step of its own, even at once", () => {
  const draft = new Api().open();
  draft.edit(of("a"), "/name");
  draft.undo();
  draft.edit(of("b"), "/name");
  draft.undo();
  expect(draft.present.name).toBe("first");
});

test("a draft that is saved by hand waits for it, and for one's choice after another's save", async () => {
  const api = new Api();
  const draft = api.open(false);
  draft.edit(of("mine"));
  await vi.advanceTimersByTimeAsync(60_000);
  expect([api.saves, draft.state().status]).toEqual([[], "changed"]);
  const saved = draft.flush();
  await vi.advanceTimersByTimeAsync(200);
  expect([await saved, api.saves, draft.state().status]).toEqual([true, ["mine"], "saved"]);
  api.put(of("theirs"));
  draft.edit(of("mine, more"));
  const refused = draft.flush();
  await vi.advanceTimersByTimeAsync(200);
  expect([await refused, api.held.value.name, draft.state().status]).toEqual([
    false,
    "theirs",
    "conflict",
  ]);
});

test("an editor that echoes what it was given changes nothing: undo still leads back", async () => {
  const api = new Api();
  const draft = api.open();
  draft.edit(of("mine"));
  draft.heard(api.put(of("theirs")));
  draft.takeTheirs();
  draft.edit({ ...draft.present });
  draft.undo();
  expect(draft.present.name).toBe("mine");
});

test("what was changed back needs no save", async () => {
  const api = new Api();
  const draft = api.open();
  draft.edit(of("a"));
  draft.edit(of("first"));
  expect(draft.state().status).toBe("saved");
  await vi.advanceTimersByTimeAsync(2_000);
  expect(api.saves).toEqual([]);
});
