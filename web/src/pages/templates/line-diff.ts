type DiffLine = { kind: "same" | "ours" | "theirs"; text: string };

/** More lines than this on both sides are told as replaced whole: the table would be too large. */
const MOST_CELLS = 4_000_000;

/** The lines of two texts in one order: those in both, and those in one alone (ours first). */
export function diffLines(ours: string, theirs: string): DiffLine[] {
  const [a, b] = [ours.split("\n"), theirs.split("\n")];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  const most = Math.min(a.length, b.length) - start;
  while (end < most && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const middle = between(a.slice(start, a.length - end), b.slice(start, b.length - end));
  const same = (lines: string[]) => lines.map((text): DiffLine => ({ kind: "same", text }));
  return [...same(a.slice(0, start)), ...middle, ...same(a.slice(a.length - end))];
}

/** By the longest common subsequence. */
function between(a: string[], b: string[]): DiffLine[] {
  const all = (kind: "ours" | "theirs", lines: string[]) =>
    lines.map((text): DiffLine => ({ kind, text }));
  if (a.length * b.length > MOST_CELLS) return [...all("ours", a), ...all("theirs", b)];
  const width = b.length + 1;
  const length = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => length[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      length[i * width + j] =
        a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      lines.push({ kind: "same", text: a[i++]! });
      j++;
    } else if (at(i + 1, j) >= at(i, j + 1)) lines.push({ kind: "ours", text: a[i++]! });
    else lines.push({ kind: "theirs", text: b[j++]! });
  }
  return [...lines, ...all("ours", a.slice(i)), ...all("theirs", b.slice(j))];
}

/** Only the lines that differ, with `around` lines at their sides; undefined: a gap. */
export function onlyChanges(lines: DiffLine[], around = 2): (DiffLine | undefined)[] {
  const isNear = lines.map((_, i) =>
    lines.slice(Math.max(0, i - around), i + around + 1).some(({ kind }) => kind !== "same"),
  );
  return lines.flatMap((line, i) => {
    if (isNear[i]) return [line];
    return isNear[i - 1] ? [undefined] : [];
  });
}
