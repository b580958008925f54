/**
 * Page types that hold cells, by first byte, and the bytes of their header
 * (sqlite.org/fileformat2.html#b_tree_pages).
 */
const HEADER_BYTES: Record<number, number> = { 2: 12, 5: 12, 10: 8, 13: 8 };
/** The file header, before the first page's own. */
const FILE_HEADER_BYTES = 100;

/**
 * The unused, non-zero byte ranges of pages, between cell pointers and cells: SQLite leaves bytes
 * there when cells move, even with `secure_delete`. `pages` begins at page `first` of the file
 * (from 0). All other page types begin with a page number, so their first byte is 0 in files below
 * 128 GB.
 */
export function findGaps(
  pages: Buffer,
  pageBytes: number,
  first: number,
): { from: number; to: number }[] {
  const gaps: { from: number; to: number }[] = [];
  for (let start = 0; start + pageBytes <= pages.length; start += pageBytes) {
    const header = first === 0 && start === 0 ? FILE_HEADER_BYTES : start;
    const headerBytes = HEADER_BYTES[pages[header]!];
    if (headerBytes === undefined) continue;
    const from = header + headerBytes + 2 * pages.readUInt16BE(header + 3);
    const to = start + pages.readUInt16BE(header + 5);
    if (from < to && to <= start + pageBytes && !isZero(pages.subarray(from, to))) {
      gaps.push({ from, to });
    }
  }
  return gaps;
}

const ZEROS = Buffer.alloc(65_536);
const isZero = (bytes: Buffer): boolean => bytes.equals(ZEROS.subarray(0, bytes.length));
