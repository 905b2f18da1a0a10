import { z } from "zod";
import { formatDate } from "../../base/index.ts";
import type { StudiesAnswer, StudyAnswer } from "../../api/index.ts";
import { findings } from "../../report/index.ts";
import { runStudy } from "../run-study.ts";
import { STUDY_PLANS, studyPlan } from "../studies.ts";
import { type AnswerRoute, answerRoute, asOfField } from "./answer-route.ts";
import { nameField } from "./query-fields.ts";
import { studiesShape, studyShape } from "./shapes-studies.ts";

const METHOD = "docs/methods";

const studies = answerRoute({
  path: "/api/studies",
  summary: "The studies that come with the program",
  question: z.strictObject({ ...asOfField }),
  shape: studiesShape,
  make: ({ claims }) => ({
    document: {
      studies: STUDY_PLANS.map((plan) => ({
        name: plan.name,
        title: plan.title,
        lede: plan.lede,
        from: formatDate(plan.from),
        to: formatDate(plan.to),
        place: plan.place,
        claims: claimsOf(plan.claims, claims).length,
      })),
    } satisfies StudiesAnswer,
    method: METHOD,
  }),
});

const study = answerRoute({
  path: "/api/studies/{name}/findings",
  summary: "What a study found, sentence by sentence, in both languages",
  question: z.strictObject({
    ...asOfField,
    name: nameField("a study by its name, such as sichuan-2021"),
  }),
  shape: studyShape,
  costly: true,
  make: (workspace, { name }) => {
    const plan = studyPlan(name);
    const data = runStudy(workspace, plan, claimsOf(plan.claims, workspace.claims));
    const chinese = findings(data, "zh");
    return {
      document: {
        name,
        findings: findings(data, "en").map((en, at) => ({ en, zh: chinese[at] ?? en })),
      } satisfies StudyAnswer,
      method: METHOD,
    };
  },
});

/** Studies and what they found. */
export const studyRoutes: readonly AnswerRoute[] = [studies, study];

function claimsOf<C>(
  file: string,
  files: readonly { readonly name: string; readonly claims: readonly C[] }[],
): readonly C[] {
  return files.find(({ name }) => `${name}.yaml` === file)?.claims ?? [];
}
