import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { expect, test } from "vitest";
import { commands } from "../../cli/commands.ts";

const page = readFileSync(new URL("../../docs/cli.md", import.meta.url), "utf8");

/** Every command that does something, with its arguments: `keys revoke ID`. */
function usages(command: Command, words: string[] = []): string[] {
  if (command.commands.length > 0) {
    return command.commands.flatMap((one) => usages(one, [...words, one.name()]));
  }
  const args = command.registeredArguments.map((arg) => {
    const name = `${arg.name().toUpperCase()}${arg.variadic ? "..." : ""}`;
    return arg.required ? name : `[${name}]`;
  });
  return [[...words, ...args].join(" ")];
}

const program = commands({} as Parameters<typeof commands>[0], () => {});

test("the page of the command line has a row for every command, as it is used", () => {
  const rows = [...page.matchAll(/^\| `([^`]+)` \|/gm)].map(([, usage]) => usage);
  expect(rows.toSorted()).toEqual(usages(program).toSorted());
});

test("every command that reads prints JSON on request", () => {
  const all = (command: Command): Command[] => [command, ...command.commands.flatMap(all)];
  const reads =
    /^(list|show|content|members|estimate|count|counts|stats|results|diff|home|activity|preview|versions|doctor|lint|simulate|backtest|console|vocabulary)$/;
  const without = all(program)
    .filter((one) => one.commands.length === 0 && reads.test(one.name()))
    .filter((one) => !one.options.some(({ long }) => long === "--json"))
    .map((one) => `${one.parent!.name()} ${one.name()}`);
  // Prints JSON anyway.
  expect(without).toEqual(["templates show"]);
});
