import { Skeleton, Title, VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, read } from "../../api/client.ts";
import type { Definition } from "../../canvas/definition.ts";
import { describeStep } from "../../canvas/describe-step.ts";
import { outlineOf } from "../../canvas/outline.ts";
import { Icon } from "../../parts/icon.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { iconOf } from "../sequences/step-icon.ts";
import { useWords } from "../sequences/use-words.ts";
import classes from "./first-run.module.css";
import home from "./home.module.css";
import { homeTexts } from "./texts.ts";
import { SAMPLE } from "./use-first-run.ts";
import { useTimeline } from "./use-timeline.ts";
import { stepsPassed } from "./walk.ts";

/** The steps of the sample, and where the newest contact is among them. */
export function SampleSteps({ contactId }: { contactId: string | undefined }) {
  const { first: texts } = useTexts(homeTexts);
  const words = useWords();
  const sequence = useQuery({
    queryKey: [`sequence:${SAMPLE}`, "sample"],
    queryFn: () => read(api.GET("/v1/sequences/{id}", { params: { path: { id: SAMPLE } } })),
  });
  const { data: timeline = [] } = useTimeline(contactId);
  const passed = stepsPassed(timeline);
  const last = timeline.find((item) => item.kind === "decision");
  const here = last?.kind === "decision" && last.step !== "" ? last.step : undefined;
  const definition = sequence.data?.draft as Definition | undefined;
  return (
    <section className={classes.part}>
      <div className={classes.head}>
        <Title order={3} size="h6">
          {texts.steps}
        </Title>
        <Link className={home.link} to="/sequences/$id" params={{ id: SAMPLE }} search={{}}>
          {texts.canvas}
        </Link>
      </div>
      {!definition && <Skeleton height={220} />}
      {definition && (
        <ol className={classes.steps}>
          {outlineOf(definition).map(({ name, depth }) => {
            const step = definition.steps[name]!;
            const isHere = name === here;
            const isPassed = !isHere && passed.has(name);
            return (
              <li
                key={name}
                className={classes.node}
                data-here={isHere || undefined}
                data-passed={isPassed || undefined}
                style={{ marginInlineStart: `${depth}rem` }}
              >
                <Icon name={isPassed ? "check" : iconOf(step.kind)} size={16} />
                <span>{describeStep(step, words)}</span>
                {(isHere || isPassed) && (
                  <VisuallyHidden>{isHere ? texts.here : texts.passed}</VisuallyHidden>
                )}
              </li>
            );
          })}
        </ol>
      )}
    </section>
  );
}
