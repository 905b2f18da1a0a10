import { MAP_PLACES } from "./map-places.ts";

/**
 * Sum over some places in each draw. Place p of draw k stands at k × `MAP_PLACES`.length + p, as
 * `shareDraws` has it.
 */
export function sumOverPlaces(
  byPlace: Float64Array,
  isIn: (place: string) => boolean,
): Float64Array {
  const rows = [...MAP_PLACES.keys()].filter((row) => isIn(MAP_PLACES[row] ?? ""));
  const count = MAP_PLACES.length;
  return Float64Array.from({ length: byPlace.length / count }, (_, draw) => {
    let sum = 0;
    for (const row of rows) sum += byPlace[draw * count + row] ?? NaN;
    return sum;
  });
}
