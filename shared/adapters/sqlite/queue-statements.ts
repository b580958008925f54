import type { Database } from "./database.ts";

/**
 * The table of all queues and its statements. A limit is `? + 0`: SQLite re-plans a statement with
 * a bare `?` whenever it is bound.
 */
export function prepareQueue({ sql }: Database) {
  sql.exec(`CREATE TABLE IF NOT EXISTS queue (
      id INTEGER PRIMARY KEY, name TEXT NOT NULL, visibleAt INTEGER NOT NULL, receives INTEGER NOT NULL,
      redriven INTEGER NOT NULL, sentAt INTEGER NOT NULL, source TEXT, body TEXT NOT NULL, ends INTEGER NOT NULL DEFAULT 0);
    CREATE INDEX IF NOT EXISTS queue_visible ON queue (name, visibleAt, id)`);
  const columns = sql.prepare("PRAGMA table_info(queue)").all();
  if (!columns.some(({ name }) => name === "sentAt")) {
    sql.exec("ALTER TABLE queue ADD COLUMN sentAt INTEGER NOT NULL DEFAULT 0");
  }
  return {
    insert: sql.prepare(
      "INSERT INTO queue (name, visibleAt, receives, redriven, sentAt, body) VALUES (?, ?, 0, 0, ?, ?)",
    ),
    visible: sql.prepare(
      "SELECT id FROM queue WHERE name = ? AND visibleAt <= ? ORDER BY visibleAt, id LIMIT ? + 0",
    ),
    get: sql.prepare("SELECT * FROM queue WHERE id = ?"),
    newest: sql.prepare("SELECT max(id) AS id FROM queue"),
    remove: sql.prepare("DELETE FROM queue WHERE id = ?"),
    retry: sql.prepare("UPDATE queue SET receives = ?, visibleAt = ?, ends = 0 WHERE id = ?"),
    countEnd: sql.prepare("UPDATE queue SET receives = receives + 1, ends = ends + 1 WHERE id = ?"),
    suspects: sql.prepare(
      "SELECT id FROM queue WHERE ends >= ? AND name <> 'dead' ORDER BY visibleAt, id",
    ),
    bury: sql.prepare("UPDATE queue SET name = 'dead', source = ? WHERE id = ?"),
    dead: sql.prepare("SELECT * FROM queue WHERE name = 'dead' ORDER BY id LIMIT ? + 0"),
    naming: sql.prepare("SELECT id, body FROM queue WHERE instr(body, ?) > 0"),
    replace: sql.prepare("UPDATE queue SET body = ? WHERE id = ?"),
    countDead: sql.prepare("SELECT count(*) AS count FROM queue WHERE name = 'dead'"),
    revive: sql.prepare(
      "UPDATE queue SET name = ?, visibleAt = ?, sentAt = ?, receives = 0, ends = 0, redriven = redriven + 1 WHERE id = ?",
    ),
    next: sql.prepare(
      "SELECT id, visibleAt FROM queue WHERE name = ? ORDER BY visibleAt LIMIT ? + 0",
    ),
  };
}
