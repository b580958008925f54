import "@xyflow/react/dist/base.css";
import { type NodeChange, Panel, ReactFlow, ReactFlowProvider, useReactFlow } from "@xyflow/react";
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type Definition, ENTER } from "../../../canvas/definition.ts";
import { type Layout, layoutOf, NODE } from "../../../canvas/layout.ts";
import { useTexts } from "../../../text/catalogue.ts";
import { Arrow } from "./arrow.tsx";
import classes from "./canvas.module.css";
import { edgesOf, nodesOf, type PlaceNode } from "./flow.ts";
import { SequenceMap } from "./map.tsx";
import { type Acts, ActsContext, NOTHING, type OnSteps, OnStepsContext } from "./marks.ts";
import { EndBox, EnterBox, StepBox } from "./nodes.tsx";
import { canvasTexts } from "./texts.ts";
import { Toolbar } from "./toolbar.tsx";
import { useCanvasKeys } from "./use-canvas-keys.ts";
import { useCursor } from "./use-cursor.ts";
import { useMap } from "./use-map.ts";

const NODE_TYPES = { step: StepBox, enter: EnterBox, end: EndBox };
const EDGE_TYPES = { arrow: Arrow };
/** Below it, steps are plain boxes. */
const FAR = 0.45;

/** What a canvas that may be changed does; without it, it only shows. */
export type CanvasEdits = {
  add: (from: string, path: string) => void;
  addAfter: (place: string) => void;
  addTrigger: () => void;
  remove: (names: string[]) => void;
  copy: (names: string[]) => string | undefined;
  paste: (text: string, place: string) => void;
};

/** A place to go to, once it is in the picture: it takes the focus, unless it is only shown. */
export type GoTo = { place: string; isOnlyShown?: boolean };

type Props = {
  /** What a reader is told of it. */
  label?: string;
  definition: Definition;
  /** The step whose form is open (`ENTER` for the sequence's own), or at which a run is. */
  chosen?: string | undefined;
  onChoose?: ((place: string, isByKey: boolean) => void) | undefined;
  onSteps?: OnSteps;
  edits?: CanvasEdits | undefined;
  goTo?: GoTo | undefined;
  /** Beside the tools. */
  tools?: ReactNode;
  /** Without tools and map: one picture of several. */
  isBare?: boolean;
};

/** A sequence as a picture: laid out by itself, moved with the mouse or the arrow keys. */
export function Canvas(props: Props) {
  return (
    <ReactFlowProvider>
      <Picture {...props} />
    </ReactFlowProvider>
  );
}

function Picture(props: Props) {
  const { label, definition, chosen, onChoose, onSteps = NOTHING, edits } = props;
  const { goTo, tools, isBare = false } = props;
  const texts = useTexts(canvasTexts);
  const flow = useReactFlow();
  const box = useRef<HTMLDivElement>(null);
  const layout = useMemo(() => layoutOf(definition), [definition]);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const { cursor, setCursor, focus, show } = useCursor(layout, box, chosen ?? ENTER);
  const places = useMemo(() => nodesOf(definition, layout), [definition, layout]);
  const nodes = useMemo(
    () =>
      selected.size === 0
        ? places
        : places.map((node) => (selected.has(node.id) ? { ...node, selected: true } : node)),
    [places, selected],
  );
  const edges = useMemo(() => edgesOf(definition, layout), [definition, layout]);
  // Once for each wish: `focus` is another after every change, and would take it from a form.
  const go = useRef({ focus, show });
  go.current = { focus, show };
  useEffect(() => {
    if (goTo?.isOnlyShown) setCursor(goTo.place);
    if (goTo) go.current[goTo.isOnlyShown ? "show" : "focus"](goTo.place);
  }, [goTo, setCursor]);
  const select = useCallback((id: string) => {
    setSelected((old) => {
      const next = new Set(old);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);
  const acts = useMemo<Acts>(
    () => ({
      cursor,
      chosen,
      isEditable: edits !== undefined,
      choose: (id, { isAdded, isByKey }) => {
        setCursor(id);
        if (isAdded) select(id);
        else {
          setSelected(new Set());
          onChoose?.(id, isByKey);
        }
      },
      goTo: focus,
      add: (from, path) => edits?.add(from, path),
      addTrigger: () => edits?.addTrigger(),
    }),
    [cursor, chosen, edits, setCursor, select, onChoose, focus],
  );
  // A form that opens makes the picture narrower: its step stays beside it.
  useEffect(() => {
    const shown = box.current;
    if (!shown || chosen === undefined) return;
    const observer = new ResizeObserver(() => go.current.show(chosen));
    observer.observe(shown);
    return () => observer.disconnect();
  }, [chosen]);
  const map = useMap();
  const keys = useCanvasKeys({ layout, cursor, focus, selected, setSelected, edits });
  const onNodesChange = (changes: NodeChange<PlaceNode>[]) => {
    const chosenNow = changes.filter((change) => change.type === "select");
    if (chosenNow.length === 0) return;
    const next = new Set(selected);
    for (const { id, selected: isIn } of chosenNow) {
      if (isIn && Object.hasOwn(definition.steps, id)) next.add(id);
      else next.delete(id);
    }
    setSelected(next);
  };
  return (
    <OnStepsContext value={onSteps}>
      <ActsContext value={acts}>
        {/* biome-ignore lint/a11y/useSemanticElements: a region of its own keys, not a fieldset */}
        <div className={classes.canvas} role="group" aria-label={label ?? texts.canvas} {...keys}>
          <div ref={box} className={classes.flow}>
            <ReactFlow<PlaceNode, ReturnType<typeof edgesOf>[number]>
              nodes={nodes}
              edges={edges}
              nodeTypes={NODE_TYPES}
              edgeTypes={EDGE_TYPES}
              onNodesChange={onNodesChange}
              onInit={() => {
                const top = isBare ? BARE_TOP_PX : TOP_PX;
                void flow.setViewport(topOf(layout, box.current?.clientWidth ?? 0, top));
                const first = goTo?.isOnlyShown ? goTo.place : chosen;
                if (first && first !== ENTER) show(first);
              }}
              onMove={(_, { zoom }) => box.current?.toggleAttribute("data-far", zoom < FAR)}
              onPaneClick={() => setSelected(new Set())}
              minZoom={0.1}
              maxZoom={1.5}
              panOnScroll
              nodesDraggable={false}
              nodesConnectable={false}
              nodesFocusable={false}
              edgesFocusable={false}
              selectNodesOnDrag={false}
              disableKeyboardA11y
              deleteKeyCode={null}
              multiSelectionKeyCode={null}
              zoomOnDoubleClick={false}
              onlyRenderVisibleElements={!isBare}
              proOptions={{ hideAttribution: true }}
            >
              <ArrowHead />
              {!isBare && (
                <Panel position="top-left">
                  <Toolbar definition={definition} layout={layout} focus={focus} map={map}>
                    {tools}
                  </Toolbar>
                </Panel>
              )}
            </ReactFlow>
          </div>
          {!isBare && map.isShown && <SequenceMap />}
        </div>
      </ActsContext>
    </OnStepsContext>
  );
}

/** Room for the tools; and without them. */
const TOP_PX = 64;
const BARE_TOP_PX = 16;

/** Zoom 1 at the top: all steps fitted into view would be too small to read. */
function topOf({ places }: Layout, width: number, y: number) {
  const top = places.get(ENTER);
  return { x: width / 2 - (top?.x ?? 0) - NODE.width / 2, y, zoom: 1 };
}

const ArrowHead = () => (
  <svg width={0} height={0} aria-hidden="true" style={{ position: "absolute" }}>
    <defs>
      <marker
        id="arrow-head"
        viewBox="0 0 8 8"
        refX={7}
        refY={4}
        markerWidth={8}
        markerHeight={8}
        markerUnits="userSpaceOnUse"
        orient="auto"
      >
        <path d="M0,0L8,4L0,8z" className={classes.head} />
      </marker>
    </defs>
  </svg>
);
