import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { ClaimComparison, ShownAuditAnswer } from "../../../api/index.ts";
import { type StudyTable, claimFigure, publisherName } from "../../../report/index.ts";
import { Figure } from "../../charts/figure.tsx";
import type { Provenance } from "../../client/answers.ts";
import { useSpeech } from "../../shell/language.ts";
import { CLAIMS } from "./messages.ts";

type ClaimAnswer = ShownAuditAnswer["claims"][number];

export interface Judged {
  readonly claim: ClaimAnswer;
  readonly shown: ClaimComparison;
  readonly provenance: Provenance;
}

/** A claim with its measurement: drawn where it is a number, else in words. */
export function JudgedClaim({
  judged,
  quoted,
}: {
  readonly judged: Judged;
  readonly quoted?: string;
}): JSX.Element {
  const { language, tell } = useSpeech();
  const { claim, shown } = judged;
  const says = quoted ?? claim.says[language];
  return (
    <section class="claims-judged" aria-live="polite">
      <blockquote>{says}</blockquote>
      <p class={`claims-verdict ${VERDICT_STYLES[claim.verdict] ?? "v-open"}`}>
        <Glyph verdict={claim.verdict} />
        {shown.verdict[language]}
      </p>
      <p>{shown.reason[language]}</p>
      {shown.scale !== null && <Drawn judged={judged} />}
      {claim.source.publisher !== "-" && (
        <p class="record">
          {claim.source.url === undefined ? (
            sourceText(claim.source)
          ) : (
            <a href={claim.source.url} rel="noreferrer">
              {sourceText(claim.source)}
            </a>
          )}{" "}
          ·{" "}
          {tell(CLAIMS.source, {
            publisher: publisherName(claim.source.publisher, language),
            date: claim.source.published,
          })}
        </p>
      )}
    </section>
  );
}

function Drawn({ judged }: { readonly judged: Judged }): JSX.Element | null {
  const { language, tell } = useSpeech();
  const { claim, shown, provenance } = judged;
  const { scale } = shown;
  const title = tell(CLAIMS.verdictIs, {
    verdict: shown.verdict[language],
    claimed: shown.claimed[language],
    measured: shown.measured[language],
  });
  const sub = tell(CLAIMS.sub, { unit: scale?.unit ?? "" });
  const isChange = claim.what.endsWith("-change");
  const draw = useMemo(() => {
    if (scale === null) return undefined;
    const plot = { id: `claim-${claim.id}`, title, description: sub, isChange, ...scale };
    return (width: number): string => claimFigure(plot, language, width);
  }, [scale, claim.id, title, sub, isChange, language]);
  if (scale === null || draw === undefined) return null;
  return (
    <Figure
      title={title}
      sub={sub}
      caption={tell(CLAIMS.method)}
      provenance={provenance}
      table={tableOf(judged, title)}
      method="claims"
      draw={draw}
    />
  );
}

function tableOf({ claim, shown: { scale } }: Judged, title: string): StudyTable {
  const unit = (scale?.unit ?? "").replace("/", "_").replace("%", "pct");
  return {
    name: `claim-${claim.id}`,
    title,
    header: [
      "claim",
      "window_h",
      `claimed_${unit}`,
      ...ENDS.map((end) => `measured_${unit}_${end}`),
    ],
    rows: (scale?.measured ?? []).map(({ window_h, estimate }) => {
      const ends = ENDS.map((end) => estimate[end]);
      return [claim.id, window_h, scale?.claimed ?? null].concat(ends);
    }),
  };
}

const ENDS = ["value", "lo50", "hi50", "lo95", "hi95"] as const;

export const VERDICT_STYLES: Readonly<Record<string, string>> = {
  supported: "v-supported",
  contradicted: "v-contradicted",
  "not distinguishable from chance": "v-chance",
};

/** The mark of a verdict; its word stands beside it. */
export function Glyph({ verdict }: { readonly verdict: string }): JSX.Element {
  return (
    <svg
      viewBox="0 0 13 13"
      width="13"
      height="13"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
    >
      {verdict === "supported" && <circle cx="6.5" cy="6.5" r="5" fill="currentColor" />}
      {verdict === "not distinguishable from chance" && <circle cx="6.5" cy="6.5" r="4.6" />}
      {verdict === "contradicted" && <path d="M6.5 .9 12.1 6.5 6.5 12.1 .9 6.5z" />}
      {verdict === "cannot be measured here" && <path d="M1.5 6.5h10" />}
    </svg>
  );
}

function sourceText({ title }: ClaimAnswer["source"]): string {
  return title;
}
