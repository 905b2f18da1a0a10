/** Every bit of a summary as text: JSON would write NaN as null and -0 as 0. */
export function bytesOf(summary) {
  return JSON.stringify(summary, (_, value) => {
    if (value instanceof Float64Array) return Array.from(value, hex).join("");
    return typeof value === "number" ? hex(value) : value;
  });
}

function hex(value) {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigUint64(0).toString(16).padStart(16, "0");
}
