import type { AuditedClaim, Verdict } from "../../../observe/index.ts";
import { element } from "../../figures/svg.ts";
import { claimMeasured } from "../../text/claim-measured.ts";
import { claimReason, verdictName } from "../../text/claim-reason.ts";
import { claimedValue } from "../../text/claim-value.ts";
import { publisherName } from "../../text/pool-names.ts";
import { countWord } from "../../text/language.ts";
import type { PageContext } from "../context.ts";
import { csvLink } from "../downloads.ts";
import { type Html, tagged, wrap } from "../html.ts";
import { section } from "./heading.ts";

const STYLES: Readonly<Record<Verdict, string>> = {
  supported: "v-supported",
  contradicted: "v-contradicted",
  "not distinguishable from chance": "v-chance",
  "cannot be measured here": "v-open",
};

/** Which claims hold? Every claim with its verdict, its numbers and the reason. */
export function claimsSection(context: PageContext): Html {
  const { data, language, tell } = context;
  const numeric = data.claims.filter(({ evidence }) => isNumeric(evidence.what));
  const count = (verdict: Verdict): number =>
    numeric.filter((audited) => audited.verdict === verdict).length;
  const groups = [
    ["claimsNumbers", isNumeric],
    ["claimsOrders", (what: string): boolean => what === "order"],
    ["claimsOther", (what: string): boolean => what === "other"],
  ] as const;
  const csv = context.tables.find(({ name }) => name === "claims");
  return section(
    context,
    {
      name: "claims",
      question: tell("claimsQuestion"),
      finding: tell("claimsHeading", {
        n: countWord(numeric.length, language),
        supported: countWord(count("supported"), language),
        contradicted: countWord(count("contradicted"), language),
        chance: countWord(count("not distinguishable from chance"), language),
        open: countWord(count("cannot be measured here"), language),
      }),
    },
    ...groups.map(([title, belongs]) =>
      [
        tagged("h3", tell(title), { class: "claims-title" }),
        wrap(
          "div",
          { class: "claims" },
          ...data.claims
            .filter(({ evidence }) => belongs(evidence.what))
            .map((audited) => claimRow(context, audited)),
        ),
      ].join(""),
    ),
    csv === undefined ? "" : wrap("p", { class: "ways record" }, csvLink(context, csv)),
  );
}

/** A claim with a number in it; orders are looked up and the rest cannot be measured. */
const isNumeric = (what: string): boolean => what !== "order" && what !== "other";

function claimRow(context: PageContext, audited: AuditedClaim): Html {
  const { language, poolName, tell } = context;
  const { claim, verdict } = audited;
  const { publisher, published } = claim.source;
  const by = publisherName(publisher, language);
  return wrap(
    "div",
    { class: "claim-row" },
    wrap(
      "div",
      {},
      tagged("p", claim.says[language], { class: "says" }),
      tagged("p", tell("source", { publisher: by, date: published }), { class: "by" }),
    ),
    wrap(
      "div",
      {},
      wrap(
        "p",
        { class: `verdict ${STYLES[verdict]}` },
        verdictGlyph(verdict),
        tagged("span", verdictName(verdict, language)),
      ),
      pair(context, audited),
    ),
    tagged("p", claimReason(audited, language, poolName), { class: "why" }),
  );
}

function pair({ language, tell }: PageContext, audited: AuditedClaim): Html {
  const claimed = claimedValue(audited.claim.assertion, language);
  const measured = claimMeasured(audited, language);
  const { what } = audited.evidence;
  if (what === "other" || what === "order") return "";
  return wrap(
    "dl",
    { class: "pair" },
    tagged("dt", tell("claimed")),
    tagged("dd", claimed),
    tagged("dt", tell("measured")),
    tagged("dd", measured),
  );
}

/** The mark of a verdict; its word stands beside it. */
function verdictGlyph(verdict: Verdict): Html {
  const line = { fill: "none", stroke: "currentColor", "stroke-width": "1.75" } as const;
  const mark = {
    supported: element("circle", { cx: 6.5, cy: 6.5, r: 5, fill: "currentColor" }),
    "not distinguishable from chance": element("circle", { cx: 6.5, cy: 6.5, r: 4.6, ...line }),
    contradicted: element("path", { d: "M6.5 .9 12.1 6.5 6.5 12.1 .9 6.5z", ...line }),
    "cannot be measured here": element("path", { d: "M1.5 6.5h10", ...line }),
  }[verdict];
  return element("svg", { viewBox: "0 0 13 13", "aria-hidden": "true" }, mark);
}
