import { type MemberModel, createMember } from "../member/create-member.ts";
import type { MemberFunction } from "../member/member-shape.ts";

/** What a thread needs to make the member function itself, since functions do not travel. */
export type MemberSource =
  | { readonly module?: undefined; readonly model: MemberModel }
  | {
      /** Address of a module that exports a `createMember` of its own. */
      readonly module: string;
      /** What that takes; survives a structured clone. */
      readonly model: unknown;
    };

interface MemberModule {
  readonly createMember: (model: unknown) => MemberFunction;
}

export async function loadMember(source: MemberSource): Promise<MemberFunction> {
  if (source.module === undefined) return createMember(source.model);
  const loaded: MemberModule = await import(source.module);
  return loaded.createMember(source.model);
}
