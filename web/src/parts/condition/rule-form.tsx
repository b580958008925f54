import { EventForm } from "./event-form.tsx";
import { kindOf } from "./rules.ts";
import {
  AttributeForm,
  FieldForm,
  FlagForm,
  type FormProps,
  SegmentForm,
  TopicForm,
} from "./simple-forms.tsx";

/** The form of a rule's kind. */
export function RuleForm(props: FormProps) {
  switch (kindOf(props.rule)) {
    case "attribute":
      return <AttributeForm {...props} />;
    case "event":
      return <EventForm {...props} />;
    case "field":
      return <FieldForm {...props} />;
    case "segment":
      return <SegmentForm {...props} />;
    case "topic":
      return <TopicForm {...props} />;
    default:
      return <FlagForm {...props} />;
  }
}
