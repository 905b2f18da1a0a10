/** The name that takes fewest edits to reach from a word, if these are few against its length. */
function nearestName(word: string, names: readonly string[]): string | null {
  if (word === "") return null;
  let best: string | null = null;
  let fewest = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const name of names) {
    const distance = edits(word.toLowerCase(), name.toLowerCase(), fewest);
    if (distance < fewest) {
      fewest = distance;
      best = name;
    }
  }
  return best;
}

/** A remedy that names the nearest of the known names, or the first of them. */
export function pickName(word: unknown, names: readonly string[]): string {
  const nearest = typeof word === "string" ? nearestName(word, names) : null;
  if (nearest !== null) return `did you mean "${nearest}"?`;
  if (names.length === 0) return "remove it; none are known here";
  const shown = names.slice(0, MOST_SHOWN).join(", ");
  return `known here: ${shown}${names.length > MOST_SHOWN ? ", …" : ""}`;
}

const MOST_SHOWN = 20;
const LONGEST = 80;

/** Insertions, deletions, changes and swaps of neighbours between two words; `most` if not fewer. */
function edits(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) >= most || a.length > LONGEST) return most;
  const rows = [Array.from({ length: b.length + 1 }, (_, index) => index)];
  const cell = (i: number, j: number): number => rows[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j += 1) {
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(
        cell(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
        cell(i - 1, j) + 1,
        cell(i, j - 1) + 1,
        swapped ? cell(i - 2, j - 2) + 1 : Infinity,
      );
    }
  }
  return cell(a.length, b.length);
}
