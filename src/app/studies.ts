import { invalidInput, parseTime } from "../base/index.ts";
import type { StudyPlan } from "../report/index.ts";

/** The studies this program can run, by name. */
const STUDIES: readonly StudyPlan[] = [
  {
    name: "sichuan-2021",
    title: {
      en: "The night Sichuan’s mines went dark",
      zh: "四川矿场断电之夜",
    },
    lede: {
      en: "At midnight on 20 June 2021 the mines of Sichuan lost their power. The press gave numbers within hours. This is what the blocks say about each of them, with the error on every number.",
      zh: "2021年6月20日零点，四川矿场集体断电。几小时内，媒体便给出了各种数字。本文用区块数据逐一核对，并给出每个数字的误差。",
    },
    moment: parseTime("2021-06-19T16:00Z", "moment"),
    reported: parseTime("2021-06-20T04:00Z", "reported"),
    from: parseTime("2021-04-10", "from"),
    to: parseTime("2021-08-01", "to"),
    place: "CN",
    claims: "sichuan-2021.yaml",
  },
];

/** @throws HashfallError `input.invalid` naming the studies there are. */
export function studyPlan(name: string): StudyPlan {
  const plan = STUDIES.find((study) => study.name === name);
  if (plan !== undefined) return plan;
  const names = STUDIES.map((study) => study.name).join(", ");
  throw invalidInput("study", `"${name}" is no study`, `choose one of: ${names}`);
}
