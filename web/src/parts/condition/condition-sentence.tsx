import { useMemo } from "react";
import { useTexts } from "../../text/catalogue.ts";
import { useFormat } from "../../text/format.ts";
import classes from "./condition.module.css";
import { describeCondition } from "./describe-condition.ts";
import { conditionTexts } from "./texts.ts";
import { makeWords } from "./words.ts";

/** A condition as one sentence. */
export function ConditionSentence({ condition }: { condition: unknown }) {
  const describe = useDescribeCondition();
  return (
    <p className={classes.sentence}>
      <bdi>{describe(condition)}</bdi>
    </p>
  );
}

/** Conditions in words, in the viewer's language. */
export function useDescribeCondition(): (condition: unknown) => string {
  const texts = useTexts(conditionTexts);
  const format = useFormat();
  return useMemo(() => {
    const words = makeWords(texts.words, format);
    return (condition) => describeCondition(condition, words);
  }, [texts, format]);
}
