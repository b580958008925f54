import * as z from "zod/mini";
import { afterChange } from "#functions/api/after-change.ts";
import { dispatch } from "#functions/runtime/http/dispatch.ts";
import type { World } from "#functions/runtime/world.ts";
import type { Mailbox } from "#shared/adapters/local/mailbox.ts";
import type { OffsetClock } from "#shared/adapters/local/offset-clock.ts";
import type { FolderSecrets } from "#shared/adapters/local/secrets.ts";
import type { SqliteQueue } from "#shared/adapters/sqlite/queue.ts";
import type { SqliteTable } from "#shared/adapters/sqlite/table.ts";
import { defineRoute, ok, type Route } from "#shared/http/index.ts";
import { parseDuration } from "#shared/kernel/duration.ts";
import { Denied, InvalidInput } from "#shared/kernel/errors.ts";
import { DAY_MS, iso } from "#shared/kernel/time.ts";
import type { ChangesStreams } from "./changes-stream.ts";
import { advanceClock } from "./dev-clock.ts";
import type { HttpHandler } from "./http-server.ts";
import { mailboxRoutes } from "./mailbox-routes.ts";
import { secretRoutes } from "./secret-routes.ts";

type Parts = {
  world: World;
  clock: OffsetClock;
  table: SqliteTable;
  queue: SqliteQueue;
  mailbox: Mailbox;
  secrets: FolderSecrets;
  isDev: boolean;
  tick: () => Promise<void>;
  drained: () => Promise<void>;
  streams?: ChangesStreams;
};

const MAX_ADVANCE_MS = 400 * DAY_MS;

const STANDALONE_PATHS = /^\/v1\/(mailbox|secrets|dev)(\/|$)/;

/** The routes that only the standalone process has. */
export const standaloneRoutes = (parts: Parts): Route<World>[] => [
  ...mailboxRoutes(parts.mailbox),
  ...secretRoutes(parts.secrets, parts.clock),
  clockRoute(parts),
];

/** What only the standalone process has: the mailbox's API and a movable clock. */
export function standaloneApi(parts: Parts): {
  routes: Route<World>[];
  pick: (path: string) => HttpHandler | undefined;
} {
  const routes = standaloneRoutes(parts);
  const handle = dispatch(routes, parts.world, afterChange);
  const pick = (path: string): HttpHandler | undefined => {
    if (path === "/v1/changes/stream") return parts.streams?.handle;
    const isStandalone = STANDALONE_PATHS.test(path);
    return isStandalone ? (event) => handle(event) : undefined;
  };
  return { routes, pick };
}

/** Moves run one after the other: concurrent ones would skip each other's instants. */
function clockRoute(parts: Parts): Route<World> {
  let lastMove: Promise<unknown> = Promise.resolve();
  return defineRoute({
    method: "POST",
    path: "/v1/dev/clock",
    scope: "admin",
    summary: "Move the clock forward and wait until everything due by then is done",
    body: z.strictObject({ advance: z.string() }),
    response: z.object({ now: z.string() }),
    handle: async (_world, { body }) => {
      if (!parts.isDev) throw new Denied("the clock can not be moved: start with DRIPSTACK_DEV=1");
      const byMs = advanceMs(body.advance);
      const move = lastMove.then(() => advanceClock(parts, byMs));
      lastMove = move.catch(() => {});
      return ok({ now: iso(await move) });
    },
  });
}

function advanceMs(text: string): number {
  const message = "a duration of at most 400 days, such as P1D or PT1H";
  try {
    const ms = parseDuration(text);
    if (ms <= MAX_ADVANCE_MS) return ms;
  } catch {
    // Reported below.
  }
  throw new InvalidInput(message, [{ path: "/advance", message }]);
}
