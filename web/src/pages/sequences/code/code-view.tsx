import { SegmentedControl } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useRef, useState } from "react";
import { ENTER } from "../../../canvas/definition.ts";
import { CODES, type Code } from "../../../canvas/typescript.ts";
import { CopyButton } from "../../../parts/copy-button.tsx";
import { catalogue, useTexts } from "../../../text/catalogue.ts";
import { texts as en } from "../../../text/en/code.ts";
import { useFormat } from "../../../text/format.ts";
import { Canvas } from "../canvas/canvas.tsx";
import type { OpenSequence } from "../open-sequence.ts";
import { useFindings, useOnSteps } from "../use-on-steps.ts";
import classes from "./code.module.css";
import { CodeBox } from "./code-box.tsx";
import { useCode } from "./use-code.ts";

const codeTexts = catalogue({ en, de: () => import("../../../text/de/code.ts") });

/** The sequence as JSON or TypeScript beside its canvas; edits go both ways. */
export function CodeView({ sequence }: { sequence: OpenSequence }) {
  const texts = useTexts(codeTexts);
  const format = useFormat();
  const [code, setCode] = useState<Code>("typescript");
  const isWide = useMediaQuery("(min-width: 900px)", true, { getInitialValueInEffect: false });
  const findings = useFindings(sequence);
  const onSteps = useOnSteps(sequence, findings);
  const { text, change, error, places, diagnostics } = useCode(sequence, code, findings);
  const goToRef = useRef<(offset: number) => void>(null);
  const goTo = (place: string) => {
    const found = places?.get(place === ENTER ? "/enter" : `/steps/${place}`);
    if (found) goToRef.current?.(found.from);
  };
  return (
    <div className={classes.view}>
      <div className={classes.code}>
        <div className={classes.bar}>
          <SegmentedControl
            size="xs"
            aria-label={texts.language}
            value={code}
            onChange={(next) => setCode(next as Code)}
            data={CODES.map((one) => ({ value: one, label: texts.languages[one] }))}
          />
          <CopyButton value={text} label={texts.copy} />
          <p role="status" className={error ? classes.fault : classes.same}>
            {error
              ? `${texts.fault(format.number(error.line), format.number(error.column), error.message)}. ${texts.kept}`
              : texts.same}
          </p>
        </div>
        <CodeBox
          label={texts.editor}
          value={text}
          onChange={change}
          isReadOnly={!sequence.mayEdit}
          diagnostics={diagnostics}
          goToRef={goToRef}
          className={classes.box}
        />
      </div>
      {isWide && (
        <div className={classes.canvas}>
          <Canvas definition={sequence.definition} onSteps={onSteps} onChoose={goTo} />
        </div>
      )}
    </div>
  );
}
