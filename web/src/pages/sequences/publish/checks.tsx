import { Skeleton, Text } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { Schemas } from "../../../api/client.ts";
import { Fault } from "../../../parts/fault.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { Findings } from "../findings.tsx";
import type { OpenSequence } from "../open-sequence.ts";
import { placeOf } from "../use-on-steps.ts";
import classes from "./publish.module.css";
import { publishTexts } from "./texts.ts";

type Finding = Schemas["Finding"];
type Props = {
  lint: UseQueryResult<{ findings: Finding[] }>;
  sequence: OpenSequence;
  /** Leads to a step, or to what starts the sequence. */
  onShow: (place: string) => void;
};

export const errorsOf = (findings: readonly Finding[]) =>
  findings.filter(({ level }) => level === "error");

/** What the checks found, errors first, as beside the canvas: with remedies, and the way there. */
export function Checks({ lint, sequence, onShow }: Props) {
  const { findings: texts } = useTexts(publishTexts);
  if (lint.error) return <Fault error={lint.error} retry={() => lint.refetch()} />;
  if (!lint.data) return <Skeleton height={24} />;
  const { findings } = lint.data;
  const errors = errorsOf(findings);
  const warnings = findings.length - errors.length;
  return (
    <>
      <Text size="sm" role="status" mb={findings.length > 0 ? "xs" : 0}>
        {findings.length === 0 && texts.none}
        {errors.length > 0 && (
          <strong className={classes.bad}>{texts.errors(errors.length)}</strong>
        )}
        {errors.length > 0 && warnings > 0 && " · "}
        {warnings > 0 && texts.warnings(warnings)}
      </Text>
      <Findings found={findings} sequence={sequence} onGoTo={({ path }) => onShow(placeOf(path))} />
    </>
  );
}
