import type { Server } from "node:http";
import { BlockList, isIPv6, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { networkOf } from "#functions/runtime/http/caller-network.ts";

/** Of all; each may keep one small body, or one of a caller that we know. */
const MAX_CONNECTIONS = 1_000;
/** Of one address, so that four of them leave room for others. */
const MAX_OF_ADDRESS = 200;
/** With fewer than this left, none is kept waiting. */
const MAX_HELD = 800;

/** A proxy on this machine speaks for all callers. */
const HERE = new BlockList();
HERE.addSubnet("127.0.0.0", 8);
HERE.addAddress("::1", "ipv6");

/** Bounds how many connections there are, and keeps those waiting that ask too much. */
export class Connections {
  readonly #counts = new Map<string, number>();
  readonly #held = new WeakSet<Socket>();
  readonly #holdMs: number;
  #open = 0;

  constructor(holdMs: number) {
    this.#holdMs = holdMs;
  }

  /** @param isBehindProxy all come from one address then, and the proxy has limits of its own */
  watch(server: Server, isBehindProxy: boolean): void {
    server.maxConnections = MAX_CONNECTIONS;
    server.on("connection", (socket: Socket) => {
      const address = socket.remoteAddress ?? "";
      const network = networkOf(address);
      const count = (this.#counts.get(network) ?? 0) + 1;
      if (count > MAX_OF_ADDRESS && !isBehindProxy && !isHere(address)) return socket.destroy();
      this.#counts.set(network, count);
      this.#open += 1;
      socket.once("close", () => {
        this.#open -= 1;
        const left = this.#counts.get(network)! - 1;
        if (left > 0) this.#counts.set(network, left);
        else this.#counts.delete(network);
      });
    });
  }

  isHeld(socket: Socket): boolean {
    return this.#held.has(socket);
  }

  /**
   * Returns after a while, in which nothing else of this connection is answered; false when it is
   * better ended at once.
   */
  async hold(socket: Socket): Promise<boolean> {
    if (this.#open > MAX_HELD) return false;
    this.#held.add(socket);
    await wait(this.#holdMs, undefined, { ref: false });
    return !socket.destroyed;
  }
}

const isHere = (address: string) => HERE.check(address, isIPv6(address) ? "ipv6" : "ipv4");
