import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";
import type { Command } from "./command.ts";

export type { Command } from "./command.ts";

class Commands {
  #sets = new Map<symbol, Command[]>();
  #listeners = new Set<() => void>();
  #all: Command[] = [];

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly all = (): Command[] => this.#all;

  set(owner: symbol, commands: Command[] | undefined): void {
    if (commands) this.#sets.set(owner, commands);
    else this.#sets.delete(owner);
    this.#all = [...this.#sets.values()].flat();
    for (const listener of this.#listeners) listener();
  }
}

const Registry = createContext(new Commands());

export function CommandProvider({ children }: { children: ReactNode }) {
  const [commands] = useState(() => new Commands());
  return <Registry value={commands}>{children}</Registry>;
}

/** Every command that something on the screen offers now. */
export function useAllCommands(): Command[] {
  const commands = useContext(Registry);
  return useSyncExternalStore(commands.subscribe, commands.all);
}

/** Offers commands for as long as the component is shown. Memoise the list. */
export function useCommands(list: Command[]): void {
  const commands = useContext(Registry);
  const owner = useMemo(() => Symbol("commands"), []);
  useEffect(() => {
    commands.set(owner, list);
    return () => commands.set(owner, undefined);
  }, [commands, owner, list]);
}
