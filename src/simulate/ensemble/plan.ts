import { type HashfallError, invalidInput } from "../../base/index.ts";
import type { MemberShape } from "../member/member-shape.ts";
import { memberSizes, SHARD_MEMBERS } from "./shard.ts";

/** How the series of the members are kept until they are summarised. */
type Keeping = "exact" | "sketch";

export interface EnsemblePlan {
  readonly members: number;
  readonly keeping: Keeping;
  /**
   * Most memory that what is kept can take, bytes. Each worker holds one shard besides:
   * `shard_bytes`.
   */
  readonly kept_bytes: number;
  readonly shard_bytes: number;
}

/** 1 GiB: 10,000 members of 70 series on 365 days are kept exactly. */
const MEMORY_LIMIT_BYTES: number = 2 ** 30;

/** A quantile sketch of values that span up to 24 powers of two at 512 B each, and its own objects. */
const SKETCH_CELL_BYTES = 13_000;

/** Elements of a typed array that every browser can make. */
const MOST_ELEMENTS = 2 ** 30;
const FLOAT32_BYTES = 4;
const FLOAT64_BYTES = 8;

/**
 * Decides how a run is kept, before any of it is computed.
 *
 * Exact: members × (4 B × cells + 8 B × (totals + retargets)). Beyond the limit each cell has a sketch
 * instead and only totals and retargets are kept by member.
 * @throws HashfallError `input.invalid` where not even that fits.
 */
export function planEnsemble(
  shape: MemberShape,
  members: number,
  limit_bytes: number = MEMORY_LIMIT_BYTES,
): EnsemblePlan {
  requireWhole(members);
  const { cells, totals, epochs } = memberSizes(shape);
  const byMember = FLOAT64_BYTES * (totals + epochs);
  const shardMembers = Math.min(members, SHARD_MEMBERS);
  const shard_bytes = shardMembers * (byMember + FLOAT32_BYTES * cells);
  const exact = members * (byMember + FLOAT32_BYTES * cells);
  const sketch = members * byMember + cells * SKETCH_CELL_BYTES;
  const fits = shardMembers * cells <= MOST_ELEMENTS;
  if (fits && exact <= limit_bytes) {
    return { members, keeping: "exact", kept_bytes: exact, shard_bytes };
  }
  if (fits && sketch <= limit_bytes) {
    return { members, keeping: "sketch", kept_bytes: sketch, shard_bytes };
  }
  throw tooLarge({
    members,
    least: Math.min(exact, sketch),
    most: mostMembers(shape, limit_bytes),
  });
}

/** Members whose run still fits, by the plan's own rule; 0 where none does. */
function mostMembers(shape: MemberShape, limit_bytes: number): number {
  const { cells, totals, epochs } = memberSizes(shape);
  const byMember = FLOAT64_BYTES * (totals + epochs);
  const exact = Math.floor(limit_bytes / (byMember + FLOAT32_BYTES * cells));
  const sketch = Math.floor((limit_bytes - cells * SKETCH_CELL_BYTES) / byMember);
  const most = Math.max(exact, Number.isFinite(sketch) ? sketch : 0);
  const oneShard = Math.floor(MOST_ELEMENTS / cells);
  return oneShard < SHARD_MEMBERS ? Math.min(most, oneShard) : most;
}

function requireWhole(members: number): void {
  if (Number.isSafeInteger(members) && members >= 1) return;
  throw invalidInput("--members", `not a whole number from 1: ${members}`, "such as 1000");
}

interface TooLarge {
  readonly members: number;
  readonly least: number;
  readonly most: number;
}

function tooLarge({ members, least, most }: TooLarge): HashfallError {
  const reason = `${members} members need ${megabytes(least)} of memory at least`;
  const fewer = most > 0 ? `at most ${most} members` : "fewer regions or longer steps";
  return invalidInput("--members", reason, `${fewer}, a shorter period, or a larger memory limit`);
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1e6)} MB`;
}
