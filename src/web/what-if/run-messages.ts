import type { DrawnPart, DrawnSeries, MemberModel, MemberRange } from "../../simulate/index.ts";

/** What the page tells a worker of a run. */
export type RunOrder =
  | { readonly kind: "model"; readonly run: number; readonly model: MemberModel }
  | {
      readonly kind: "members";
      readonly run: number;
      readonly seed: number;
      readonly range: MemberRange;
      readonly series: readonly string[];
    }
  | {
      readonly kind: "bands";
      readonly run: number;
      /** Members of the parts, which tell one look from another. */
      readonly members: number;
      readonly parts: readonly DrawnPart[];
      readonly series: readonly string[];
    };

/** What a worker tells of it. */
export type RunNews =
  | { readonly kind: "part"; readonly run: number; readonly part: DrawnPart }
  | {
      readonly kind: "bands";
      readonly run: number;
      readonly members: number;
      readonly times: readonly number[];
      readonly series: readonly DrawnSeries[];
    }
  | { readonly kind: "failure"; readonly run: number; readonly message: string };
