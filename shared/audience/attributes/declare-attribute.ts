import { InvalidInput, NotFound } from "#shared/kernel/errors.ts";
import { digest } from "#shared/kernel/ids.ts";
import { ownValue } from "#shared/kernel/own-value.ts";
import { untilNoConflict } from "#shared/kernel/retry.ts";
import {
  changeLiveDefinitions,
  type DeclaredAttribute,
  type DeclaredAttributes,
  LIVE_DEFINITIONS_TRIES,
  readLiveDefinitions,
} from "#shared/platform/live-definitions/index.ts";
import type { Table, TableReader } from "#shared/ports/table.ts";

type Reads = { table: TableReader<"library"> };
type Writes = { table: Table<"library", "library"> };
/** Refuses what is declared now, such as because the caller saw another. */
type Check = (before: DeclaredAttribute | undefined) => void;

/** A contact has no more either. */
const MAX_DECLARED = 200;

/** The declared attributes by name. */
export const readDeclared = async (world: Reads): Promise<DeclaredAttributes> =>
  (await readLiveDefinitions(world)).data.attributes ?? {};

/** Stands for what is declared: 0 for nothing. */
export const versionOfDeclared = (declared: DeclaredAttribute | undefined): string | number =>
  declared ? digest(JSON.stringify(Object.entries(declared).toSorted())) : 0;

/**
 * Declares an attribute, or changes how it is declared. From then on each value that is written has
 * its type; values that contacts have already stay until they are written again.
 * @throws InvalidInput when there are too many
 * @throws Conflict after too many concurrent writes
 * @throws what `check` throws
 */
export const declareAttribute = (
  world: Writes,
  name: string,
  declared: DeclaredAttribute,
  now: number,
  check: Check = () => {},
): Promise<void> =>
  change(world, now, (before) => {
    check(ownValue(before, name));
    const next = { ...before, [name]: declared };
    if (Object.keys(next).length <= MAX_DECLARED) return next;
    const message = `a workspace declares at most ${MAX_DECLARED} attributes: delete one first`;
    throw new InvalidInput(message, [{ path: "/name", message }]);
  });

/**
 * Deletes the declaration of an attribute, which then takes any value; those of contacts stay.
 * @throws NotFound
 */
export const deleteDeclared = (world: Writes, name: string, now: number): Promise<void> =>
  change(world, now, (before) => {
    if (!Object.hasOwn(before, name))
      throw new NotFound(`the attribute "${name}" is not declared: there is nothing to delete`);
    const { [name]: _, ...others } = before;
    return others;
  });

const change = (
  world: Writes,
  now: number,
  renew: (before: DeclaredAttributes) => DeclaredAttributes,
): Promise<void> =>
  untilNoConflict(async () => {
    const live = await readLiveDefinitions(world);
    const attributes = renew(live.data.attributes ?? {});
    await changeLiveDefinitions(world, live, { attributes }, [], now);
  }, LIVE_DEFINITIONS_TRIES);
