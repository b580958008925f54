import { expect, test } from "vitest";
import { NoEnvironment, PublicUrl } from "#functions/runtime/environment.ts";

test("an address of ours is one of http or https", () => {
  const good = { PUBLIC_URL: "https://mail.example.com/x", OTHER: "y" };
  expect(PublicUrl.parse(good)).toEqual({ PUBLIC_URL: good.PUBLIC_URL });
  for (const wrong of [undefined, "", "mail.example.com", "ftp://mail.example.com"]) {
    expect(() => PublicUrl.parse({ PUBLIC_URL: wrong })).toThrow("PUBLIC_URL");
  }
  expect(NoEnvironment.parse(good)).toEqual({});
});
