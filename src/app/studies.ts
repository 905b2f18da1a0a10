import { daysFromCivil, invalidInput, parseTime } from "../base/index.ts";
import type { StudyPlan } from "../report/index.ts";

/** The studies this program can run, by name. */
export const STUDY_PLANS: readonly StudyPlan[] = [
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
    energy: {
      water: {
        place: "CN/Sichuan",
        from: daysFromCivil({ year: 2021, month: 6, day: 20 }),
        to: daysFromCivil({ year: 2021, month: 12, day: 1 }),
      },
      moved: {
        from: daysFromCivil({ year: 2021, month: 8, day: 1 }),
        to: daysFromCivil({ year: 2021, month: 9, day: 1 }),
      },
      mixYear: 2020,
      // Shares and the 17 %: https://www.silicon.co.uk/e-innovation/green-it/bitcoin-mining-dirty-444074
      published: {
        publisher: "de Vries et al. (2022)",
        source:
          "de Vries, Gallersdörfer, Klaaßen and Stoll, Joule 6 (2022) 498, doi.org/10.1016/j.joule.2022.02.005",
        renewable_pct: [41.6, 25.1],
        intensity_g_kWh: 557.76,
        intensity_change_pct: 17,
      },
    },
  },
];

/** @throws HashfallError `input.invalid` naming the studies there are. */
export function studyPlan(name: string): StudyPlan {
  const plan = STUDY_PLANS.find((study) => study.name === name);
  if (plan !== undefined) return plan;
  const names = STUDY_PLANS.map((study) => study.name).join(", ");
  throw invalidInput("study", `"${name}" is no study`, `choose one of: ${names}`);
}
