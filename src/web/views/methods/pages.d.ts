/** A page of `docs/methods`, made at build time. */
declare module "*.md" {
  export const title: string;
  export const html: string;
}
