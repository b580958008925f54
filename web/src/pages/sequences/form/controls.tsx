import type { ComponentType } from "react";
import { ChoiceControl } from "./choice-control.tsx";
import {
  ConditionControl,
  JsonControl,
  TestsControl,
  WhereControl,
} from "./condition-controls.tsx";
import type { ControlProps } from "./context.ts";
import { ListControl, MapControl } from "./list-controls.tsx";
import { ObjectFields } from "./object-fields.tsx";
import {
  BooleanControl,
  EnumControl,
  NumberControl,
  TargetControl,
  TextControl,
  TextsControl,
  WeekdaysControl,
} from "./simple-controls.tsx";
import { DurationControl, NameControl, OffsetControl } from "./text-controls.tsx";
import { ValuesControl } from "./values-control.tsx";

/** What edits each kind of field; see `controlOf`. */
export const CONTROLS: Record<string, ComponentType<ControlProps>> = {
  target: TargetControl,
  condition: ConditionControl,
  where: WhereControl,
  tests: TestsControl,
  duration: DurationControl,
  offset: OffsetControl,
  template: NameControl,
  sequence: NameControl,
  segment: NameControl,
  event: NameControl,
  attribute: NameControl,
  zone: NameControl,
  time: TextControl,
  weekdays: WeekdaysControl,
  texts: TextsControl,
  values: ValuesControl,
  map: MapControl,
  choice: ChoiceControl,
  enum: EnumControl,
  boolean: BooleanControl,
  number: NumberControl,
  long: TextControl,
  text: TextControl,
  object: ObjectFields,
  list: ListControl,
  json: JsonControl,
};
