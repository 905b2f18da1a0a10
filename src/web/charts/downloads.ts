import { standaloneStyle } from "../../report/index.ts";

/** Hands a file to the reader; nothing leaves the page. */
export function save(name: string, type: string, content: string | Blob): void {
  const blob = typeof content === "string" ? new Blob([content], { type }) : content;
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A drawing of the page as a file that stands alone: with its style, light colours written out. */
export function standaloneSvg(markup: string): string {
  const start = markup.indexOf(">") + 1;
  const head = markup.slice(0, start);
  const named = head.includes("xmlns=")
    ? head
    : head.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"');
  return `${named}<style>${standaloneStyle()}</style>${markup.slice(start)}`;
}

const PNG_SCALE = 2;

/** Draws an SVG at twice its size, on paper. */
export async function pngOfSvg(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width * PNG_SCALE;
  canvas.height = image.height * PNG_SCALE;
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("this browser draws no pictures");
  context.fillStyle = "#fbfaf7";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error("the picture cannot be packed"));
      else resolve(blob);
    }, "image/png");
  });
}
