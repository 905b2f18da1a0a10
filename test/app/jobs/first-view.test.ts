import { readFileSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { ANSWER_ROUTES } from "../../../src/app/answers/routes.ts";
import { questionAddress } from "../../../src/api/http/index.ts";
import { FIRST_VIEW } from "../../../src/app/jobs/index.ts";
import { FIRST_QUESTIONS } from "../../../src/app/site/first-questions.ts";
import { ROOT } from "../../shipped.ts";

test.each(FIRST_VIEW)(
  "%s, which a server asks itself, can be asked and is not costly",
  (address) => {
    const { pathname, searchParams } = new URL(address, "http://localhost");
    const route = ANSWER_ROUTES.find(({ path }) => path === pathname);
    expect(route).toMatchObject({ costly: false });
    expect(route?.check(Object.fromEntries(searchParams))).toEqual([]);
  },
);

test("they are what the first view asks, and not the costly ones", () => {
  const asked = readdirSync(`${ROOT}src/web/views/now`)
    .map((name) => readFileSync(`${ROOT}src/web/views/now/${name}`, "utf8"))
    .flatMap((text) => [...text.matchAll(/useAnswer\(\s*"([^"]+)"/gu)].map(([, path]) => path));
  // Asked only of a stretch that somebody has marked.
  const first = new Set(asked.filter((path) => path !== "/api/drop"));
  const costly = new Set(ANSWER_ROUTES.filter((route) => route.costly).map(({ path }) => path));
  const addresses = FIRST_QUESTIONS.filter(([path]) => first.has(path) && !costly.has(path)).map(
    ([path, raw]) => questionAddress(path, raw).replace(/^\.?(?=\/)/u, ""),
  );
  expect(FIRST_VIEW.toSorted()).toEqual(addresses.toSorted());
  expect(first.size).toBe(FIRST_VIEW.length + 1);
});
