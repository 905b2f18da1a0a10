import type { MemberFunction } from "../member/member-shape.ts";

/** What a thread needs to make the member function itself, since functions do not travel. */
export interface MemberSource {
  /** Address of a module that exports `createMember`. */
  readonly module: string;
  /** What its `createMember` takes; survives a structured clone. */
  readonly model: unknown;
}

interface MemberModule {
  readonly createMember: (model: unknown) => MemberFunction;
}

export async function loadMember({ module, model }: MemberSource): Promise<MemberFunction> {
  const loaded: MemberModule = await import(module);
  return loaded.createMember(model);
}
