import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Changes, Feed, type Listener } from "../../../web/src/api/feed.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A feed before an API that is made up: `version` is that of every topic. */
function makeFeed({ hasStream = false } = {}) {
  const seen = { asked: [] as string[], streams: [] as string[], open: 0, log: [] as string[] };
  const api = { version: "1", isDown: false, isHidden: false, topics: ["contacts"] };
  let listener: Listener | undefined;
  const answer = (topics: string): Changes => ({
    items: topics.split(",").map((topic) => ({ topic, version: api.version })),
    after: api.version,
  });
  const feed = new Feed({
    ask: async (topics) => {
      seen.asked.push(topics);
      if (api.isDown) throw Object.assign(new Error(), { status: 0 });
      return answer(topics);
    },
    stream: hasStream
      ? (topics, given) => {
          seen.streams.push(topics);
          seen.open += 1;
          listener = given;
          return () => {
            seen.open -= 1;
          };
        }
      : undefined,
    topics: () => api.topics,
    isHidden: () => api.isHidden,
    onNews: (topics) => void seen.log.push(`news of ${topics}`),
    onLost: () => void seen.log.push("lost"),
    onBack: async () => void seen.log.push("back"),
  });
  const tell = () => listener!.heard(answer(seen.streams.at(-1)!));
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  feed.topicsChanged();
  return { feed, seen, api, tell, fail: () => listener!.failed(), pass };
}

test("without a stream it asks every 15 seconds, and every two after news", async () => {
  const { seen, api, pass } = makeFeed();
  await pass(50 + 15_000);
  expect([seen.asked.length, seen.log]).toEqual([2, []]);
  api.version = "2";
  await pass(15_000 + 2_000);
  expect([seen.asked.length, seen.log]).toEqual([4, ["news of contacts"]]);
  await pass(60_000);
  const before = seen.asked.length;
  await pass(30_000);
  expect(seen.asked.length - before).toBe(2);
});

test("with a stream it hears at once, and asks but once a minute whether it does", async () => {
  const { seen, api, tell, pass } = makeFeed({ hasStream: true });
  await pass(50);
  tell();
  expect(seen.log).toEqual([]);
  api.version = "2";
  tell();
  tell();
  expect([seen.log, seen.asked, seen.open]).toEqual([["news of contacts"], [], 1]);
  await pass(60_000);
  expect([seen.asked.length, seen.open]).toEqual([1, 1]);
});

test("other topics are followed by another stream, and what changed before is not missed", async () => {
  const { feed, seen, api, tell, pass } = makeFeed({ hasStream: true });
  await pass(50);
  tell();
  api.topics = ["messages"];
  feed.topicsChanged();
  await pass(50);
  tell();
  api.version = "2";
  api.topics = ["contacts", "messages"];
  feed.topicsChanged();
  await pass(50);
  tell();
  expect([seen.streams, seen.open, seen.log]).toEqual([
    ["contacts", "messages", "contacts,messages"],
    1,
    ["news of contacts,messages"],
  ]);
});

test("after a stream fails it asks, and tries the stream again a minute later", async () => {
  const { seen, api, tell, fail, pass } = makeFeed({ hasStream: true });
  await pass(50);
  tell();
  api.version = "2";
  fail();
  await pass(0);
  expect([seen.open, seen.asked.length, seen.log]).toEqual([0, 1, ["news of contacts"]]);
  await pass(58_000);
  expect([seen.open, seen.asked.length > 20]).toEqual([0, true]);
  await pass(4_000);
  expect([seen.open, seen.streams.length]).toEqual([1, 2]);
});

test("a stream that holds back what it should tell is not relied on", async () => {
  const { seen, api, tell, pass } = makeFeed({ hasStream: true });
  await pass(50);
  tell();
  api.version = "2";
  await pass(60_000);
  expect([seen.log, seen.open]).toEqual([["news of contacts"], 1]);
  await pass(3_000);
  expect([seen.log, seen.open]).toEqual([["news of contacts"], 0]);
});

test("a stream that tells a moment after it was asked is relied on", async () => {
  const { seen, api, tell, pass } = makeFeed({ hasStream: true });
  await pass(50);
  tell();
  api.version = "2";
  await pass(60_000);
  tell();
  await pass(4_000);
  expect([seen.log, seen.open]).toEqual([["news of contacts"], 1]);
});

test("a lost connection is told once; back again, all is fresh and the stream is opened", async () => {
  const { feed, seen, api, tell, pass } = makeFeed({ hasStream: true });
  await pass(50);
  tell();
  api.isDown = true;
  feed.look();
  await pass(5_000);
  expect([seen.log, seen.open, seen.asked.length]).toEqual([["lost"], 0, 3]);
  api.isDown = false;
  await pass(2_000);
  expect([seen.log, seen.open]).toEqual([["lost", "back"], 1]);
});

test("a hidden tab holds no stream and asks nothing", async () => {
  const { feed, seen, api, pass } = makeFeed({ hasStream: true });
  await pass(50);
  api.isHidden = true;
  feed.look();
  await pass(120_000);
  expect([seen.open, seen.asked]).toEqual([0, []]);
  api.isHidden = false;
  feed.look();
  await pass(0);
  expect(seen.open).toBe(1);
});

test("after a change of our own it asks soon, also while an answer is awaited", async () => {
  const { feed, seen, pass } = makeFeed();
  await pass(50);
  feed.look();
  vi.advanceTimersByTime(0);
  feed.expectChanges();
  await pass(700);
  expect(seen.asked.length).toBe(3);
});

test("a closed feed is still", async () => {
  const { feed, seen, pass } = makeFeed({ hasStream: true });
  await pass(50);
  feed.close();
  feed.look();
  await pass(120_000);
  expect([seen.open, seen.asked]).toEqual([0, []]);
});
