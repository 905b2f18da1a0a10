import type { JSX } from "preact";
import type { Disagreement } from "../../../policy/index.ts";
import type { Language } from "../../../report/index.ts";
import { useSpeech } from "../../shell/language.ts";
import { FIELDS, GRADES, ORDER } from "./messages.ts";
import type { ShownOrder } from "./order-list.tsx";

/** Who reports an order, how good that is, and where the accounts contradict each other. */
export function OrderSources({ order }: { readonly order: ShownOrder }): JSX.Element {
  const { tell } = useSpeech();
  const { sources, disagreements, confidence } = order;
  const urls = [...new Map(sources.map((source) => [source.url, source])).values()];
  return (
    <>
      <p>{tell(ORDER.reported, { grade: tell(GRADES[confidence]), n: urls.length })}</p>
      <ul class="events-lines">
        {urls.map(({ url, date }) => (
          <li key={url}>
            <strong>{publisherOf(url)}</strong>
            {date !== null && `, ${date}`}
            <br />
            <a href={url} rel="noreferrer" lang="en">
              {url.replace(/^https?:\/\//u, "")}
            </a>
          </li>
        ))}
      </ul>
      {disagreements.length === 0 ? (
        <p class="sub">{tell(ORDER.agree)}</p>
      ) : (
        <>
          <h3>{tell(ORDER.differ)}</h3>
          <dl class="events-facts">
            {disagreements.map((one) => (
              <Differing key={one.field} disagreement={one} order={order} />
            ))}
          </dl>
        </>
      )}
    </>
  );
}

interface DifferingProps {
  readonly disagreement: Disagreement;
  readonly order: ShownOrder;
}

function Differing({ disagreement, order }: DifferingProps): JSX.Element {
  const { tell, language } = useSpeech();
  return (
    <div>
      <dt>{fieldName(disagreement.field, language)}</dt>
      <dd>
        {disagreement.values.map(({ value, zh, source }) => (
          <p key={`${source} ${value}`}>
            {language === "zh" && zh !== undefined ? zh : <span lang="en">{value}</span>}{" "}
            <span class="untold">({saidBy(order, source) ?? tell(ORDER.elsewhere)})</span>
          </p>
        ))}
      </dd>
    </div>
  );
}

/** A field's name, and after a colon what it is about more closely. */
function fieldName(field: string, language: Language): string {
  const words = field.split(": ").map((word) => FIELDS[word]?.[language] ?? word);
  return words.join(language === "en" ? ": " : "：");
}

/** Publishers behind an entry of a list, which is named `list:id`. */
function saidBy({ sources }: ShownOrder, entry: string): string | undefined {
  const own = sources.filter(({ list, id }) => `${list}:${id}` === entry);
  const publishers = [...new Set(own.map(({ url }) => publisherOf(url)))];
  return publishers.length === 0 ? undefined : publishers.join(", ");
}

function publisherOf(url: string): string {
  try {
    return new URL(url).hostname.replace(/^(?:www|m|en)\./u, "");
  } catch {
    return url;
  }
}
