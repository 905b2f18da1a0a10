import type { Bilingual } from "../policy/index.ts";

/** Answer of `/api/studies`. */
export interface StudiesAnswer {
  readonly studies: readonly {
    readonly name: string;
    readonly title: Bilingual;
    readonly lede: Bilingual;
    /** First and last day of what it draws. */
    readonly from: string;
    readonly to: string;
    readonly place: string;
    /** How many published claims it judges. */
    readonly claims: number;
  }[];
}

/** Answer of `/api/studies/{name}/findings`. */
export interface StudyAnswer {
  readonly name: string;
  readonly findings: readonly Bilingual[];
}
