import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { StudyService } from "../../../src/app/jobs/index.ts";
import { ROOT } from "../../shipped.ts";

const NAME = "sichuan-2021";
const folder = mkdtempSync(join(tmpdir(), "hashfall-studies-"));
afterAll(() => rmSync(folder, { recursive: true }));

function studies(record: string, names: readonly string[] = [NAME]) {
  const troubles: string[] = [];
  const trouble = (reason: string): void => void troubles.push(reason);
  const claimsFolder = join(ROOT, "claims");
  return {
    troubles,
    service: new StudyService({ places: { record }, claimsFolder, names, trouble }),
  };
}

test("a study is made at the first question, once, while others are answered", async () => {
  const { service, troubles } = studies(`${ROOT}data`);
  expect(service.files(NAME)).toBe("making");
  expect(service.files(NAME)).toBe("making");
  await expect.poll(() => service.files(NAME), { timeout: 55_000 }).toBeInstanceOf(Map);
  const files = service.files(NAME);
  const paths = typeof files === "string" ? [] : [...files.keys()];
  expect(paths).toEqual(expect.arrayContaining(["index.html", "study.json"]));
  expect(troubles).toEqual([]);
  await service.close();
});

test("one that cannot be made is trouble of the server's own, and tried again", async () => {
  const { service, troubles } = studies(join(folder, "nothing"));
  expect(service.files(NAME)).toBe("making");
  await expect.poll(() => troubles.length, { timeout: 20_000 }).toBe(1);
  expect(troubles.join()).toContain(folder);
  expect(service.files(NAME)).toBe("failed");
  expect(service.files(NAME)).toBe("making");
  await service.close();
});

test("a study that is not there is refused before anything is served", () => {
  expect(() => studies(`${ROOT}data`, ["constructor"])).toThrow("is no study");
});
