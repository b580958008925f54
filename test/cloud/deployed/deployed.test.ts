import { afterAll, beforeAll, describe } from "vitest";
import { lacks } from "../machine/lacks.ts";
import { consoleOf } from "./console.ts";
import { deadLetters } from "./dead-letters.ts";
import { loseAnAnswer, settleTheDoubt } from "./doubt.ts";
import { feedback } from "./feedback.ts";
import { aDayLater, daysLater } from "./later.ts";
import { mails } from "./mails.ts";
import { onboard } from "./onboarding/begin.ts";
import { aFirstProject, noProject } from "./onboarding/go-on.ts";
import { onPaper } from "./onboarding/on-paper.ts";
import { letInByTime, notYet, opened } from "./onboarding/ways-in.ts";
import { putUp } from "./put-up.ts";
import { requests } from "./requests.ts";
import { rights } from "./rights.ts";
import { Stage } from "./stage.ts";
import { update } from "./update.ts";

const missing = await lacks("python3", "openssl");

/** One story in chapters: each begins where the one before it ended. */
describe.skipIf(missing)("the deployed app", { concurrent: false }, () => {
  const stage = new Stage();
  beforeAll(() => stage.open());
  afterAll(() => stage.close());

  putUp(stage);
  mails(stage);
  consoleOf(stage);
  requests(stage);
  onboard(stage);
  letInByTime(stage);
  feedback(stage);
  loseAnAnswer(stage);
  deadLetters(stage);
  aDayLater(stage);
  aFirstProject(stage);
  notYet(stage);
  settleTheDoubt(stage);
  daysLater(stage);
  opened(stage);
  noProject(stage);
  onPaper(stage);
  rights(stage);
  update(stage);
});
