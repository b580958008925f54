import { ActionIcon, NativeSelect } from "@mantine/core";
import { useTexts } from "../../text/catalogue.ts";
import { Icon } from "../icon.tsx";
import {
  type Clause,
  convert,
  DATED_OPS,
  fromClauses,
  isFree,
  NUMBER_OPS,
  type Op,
  type Role,
  type Tests,
  toClauses,
  VALUE_OPS,
  valueKind,
} from "./clauses.ts";
import classes from "./condition.module.css";
import { useEditor, useFault } from "./editor.ts";
import { conditionTexts } from "./texts.ts";
import { ValueInput } from "./value-input.tsx";
import type { Word } from "./vocabulary.ts";

type Props = {
  tests: Tests;
  onChange: (tests: Tests) => void;
  subject: Role;
  /** Of a date: how far ahead or ago it lies. */
  hasDates?: boolean;
  path: string;
  word?: Word | undefined;
};

/** What one adds most likely: the other end of a range, an exception. */
const PREFERRED: readonly Op[] = [
  ...(["ahead.lte", "ahead.gte", "ago.lte", "ago.gte"] as const),
  ...(["lte", "gte", "isNot", "contains", "lt", "gt", "is"] as const),
];

const opsFor = (subject: Role, hasDates: boolean): readonly Op[] => {
  if (subject === "number") return NUMBER_OPS;
  return hasDates ? DATED_OPS : VALUE_OPS;
};

/** All that must hold of one value, a line each. */
export function TestsEditor({ tests, onChange, subject, hasDates = false, path, word }: Props) {
  const all = toClauses(tests);
  const shown = all.filter(({ op }) => op !== "ignoreCase");
  const free = PREFERRED.find((op) => opsFor(subject, hasDates).includes(op) && isFree(op, all));
  const add = (op: Op) =>
    onChange(
      fromClauses([...all, { op, value: subject === "number" ? 0 : convert("", "is", op) }]),
    );
  const set = (clause: Clause, next: Clause | undefined) =>
    onChange(fromClauses(all.flatMap((one) => (one === clause ? (next ?? []) : one))));
  return (
    <div className={classes.tests}>
      {shown.map((clause, at) => (
        <TestLine
          // biome-ignore lint/suspicious/noArrayIndexKey: a test keeps its place
          key={at}
          clause={clause}
          isFirst={at === 0}
          isOnly={shown.length === 1}
          ops={opsFor(subject, hasDates).filter(
            (op) => op === clause.op || isFree(op, without(all, clause)),
          )}
          subject={subject}
          path={path}
          word={word}
          onChange={(next) => set(clause, next)}
          onRemove={() => set(clause, undefined)}
          onAdd={at === shown.length - 1 && free ? () => add(free) : undefined}
        />
      ))}
    </div>
  );
}

const without = (clauses: readonly Clause[], clause: Clause) =>
  clauses.filter((one) => one !== clause);

type LineProps = {
  clause: Clause;
  isFirst: boolean;
  isOnly: boolean;
  ops: readonly Op[];
  subject: Role;
  path: string;
  word: Word | undefined;
  onChange: (next: Clause) => void;
  onRemove: () => void;
  onAdd: (() => void) | undefined;
};

function TestLine({ clause, isFirst, isOnly, ops, subject, path, word, ...does }: LineProps) {
  const { onChange, onRemove, onAdd } = does;
  const texts = useTexts(conditionTexts);
  const { isInRun } = useEditor();
  const op = clause.op as Op;
  const name = op === "missing" ? "exists" : op.replace(".", "/");
  const fault = useFault(`${path}/${name}`);
  return (
    <div className={classes.test}>
      {!isFirst && <span className={classes.and}>{texts.joins.all}</span>}
      <NativeSelect
        aria-label={texts.op}
        value={op}
        className={classes.op}
        data={ops.map((one) => ({ value: one, label: texts.ops[one] }))}
        error={valueKind(op) === "none" ? fault : undefined}
        onChange={({ currentTarget }) => {
          const next = currentTarget.value as Op;
          onChange({ op: next, value: convert(clause.value, op, next) });
        }}
      />
      <ValueInput
        op={op}
        value={clause.value}
        onChange={(value) => onChange({ op, value })}
        subject={subject}
        isInRun={isInRun}
        word={word}
        error={fault}
      />
      {!isOnly && (
        <ActionIcon variant="subtle" color="gray" aria-label={texts.removeTest} onClick={onRemove}>
          <Icon name="close" size={14} />
        </ActionIcon>
      )}
      {onAdd && (
        <ActionIcon variant="subtle" color="gray" aria-label={texts.addTest} onClick={onAdd}>
          <Icon name="plus" size={14} />
        </ActionIcon>
      )}
    </div>
  );
}
