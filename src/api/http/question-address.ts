/**
 * Address of a question: fills `{name}` in the path and puts the rest behind the question mark, in order
 * of name; what is empty is left out. Equal questions have equal addresses.
 */
export function questionAddress(
  path: string,
  question: Readonly<Record<string, string | undefined>>,
): string {
  const inPath = new Set<string>();
  const filled = path.replaceAll(/\{(\w+)\}/gu, (_, name: string) => {
    inPath.add(name);
    return encodeURIComponent(question[name] ?? "");
  });
  const search = Object.entries(question)
    .filter(([name, value]) => !inPath.has(name) && value !== undefined && value !== "")
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value = ""]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join("&");
  return search === "" ? filled : `${filled}?${search}`;
}
