import { expect, test } from "vitest";
import { ANSWER_ROUTES } from "../../../src/app/answers/routes.ts";
import { FIRST_VIEW } from "../../../src/app/jobs/index.ts";

test.each(FIRST_VIEW)(
  "%s, which a server asks itself, can be asked and is not costly",
  (address) => {
    const { pathname, searchParams } = new URL(address, "http://localhost");
    const route = ANSWER_ROUTES.find(({ path }) => path === pathname);
    expect(route).toMatchObject({ costly: false });
    expect(route?.check(Object.fromEntries(searchParams))).toEqual([]);
  },
);
