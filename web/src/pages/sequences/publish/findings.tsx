import { Anchor, Skeleton, Text } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { Schemas } from "../../../api/client.ts";
import { Fault } from "../../../parts/fault.tsx";
import { Icon } from "../../../parts/icon.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import classes from "./publish.module.css";
import { publishTexts } from "./texts.ts";

export type Finding = Schemas["Finding"];
type Props = {
  lint: UseQueryResult<{ findings: Finding[] }>;
  onShow: (step: string) => void;
};

const stepOf = ({ path }: Finding) => /^\/steps\/([^/]+)/.exec(path)?.[1];

export const errorsOf = (findings: readonly Finding[]) =>
  findings.filter(({ level }) => level === "error");

/** What the checks found, errors first, each with its remedy and the way to its step. */
export function Findings({ lint, onShow }: Props) {
  const { findings: texts } = useTexts(publishTexts);
  if (lint.error) return <Fault error={lint.error} retry={() => lint.refetch()} />;
  if (!lint.data) return <Skeleton height={24} />;
  const { findings } = lint.data;
  const errors = errorsOf(findings);
  const warnings = findings.filter(({ level }) => level === "warning");
  return (
    <>
      <Text size="sm" role="status">
        {findings.length === 0 && texts.none}
        {errors.length > 0 && (
          <strong className={classes.bad}>{texts.errors(errors.length)}</strong>
        )}
        {errors.length > 0 && warnings.length > 0 && " · "}
        {warnings.length > 0 && texts.warnings(warnings.length)}
      </Text>
      <ul className={classes.findings}>
        {[...errors, ...warnings].map((finding) => {
          const { code, level, path, message, remedy } = finding;
          const step = stepOf(finding);
          return (
            <li key={`${code} ${path} ${message}`} data-level={level}>
              <Icon name={level === "error" ? "stop" : "warn"} size={16} />
              <div>
                <strong>{texts[level]}:</strong> <bdi>{message}</bdi>{" "}
                <Text span size="sm" c="dimmed">
                  <bdi>{remedy}</bdi>
                </Text>{" "}
                {step !== undefined && (
                  <Anchor component="button" type="button" size="sm" onClick={() => onShow(step)}>
                    {texts.show(step)}
                  </Anchor>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </>
  );
}
