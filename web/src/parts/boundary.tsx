import { Component, type ReactNode } from "react";
import { Lost } from "../app/lost.tsx";

/** Keeps a failure to its place: what surrounds it, such as a draft, lives on. */
export class Boundary extends Component<{ children?: ReactNode }, { error?: Error | undefined }> {
  override state: { error?: Error | undefined } = {};

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return <Lost isPart error={error} retry={() => this.setState({ error: undefined })} />;
  }
}
