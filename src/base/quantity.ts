declare const unit: unique symbol;

/** A number tagged with its unit. The tag exists only for the type checker. */
export type Quantity<U extends string> = number & { readonly [unit]: U };

/** Seconds since 1970-01-01T00:00:00Z, whole or with a fraction. */
export type UnixSeconds = Quantity<"s since epoch">;
/** A length of time, in seconds. */
export type Seconds = Quantity<"s">;
/** Days since 1970-01-01, whole; the day begins at 00:00Z. */
export type UnixDay = Quantity<"d since epoch">;
/** Hash rate, in hashes per second. */
export type HashesPerSecond = Quantity<"H/s">;
/** Expected number of hashes, the measure of work. */
export type Hashes = Quantity<"H">;
/** Electrical power, in watts. */
export type Watts = Quantity<"W">;
/** Machine efficiency, in joules per terahash. */
export type JoulesPerTerahash = Quantity<"J/TH">;
/** Money, in United States dollars. */
export type Usd = Quantity<"USD">;
/** Bitcoin, in whole coins; an average of many blocks, so not whole satoshis. */
export type Btc = Quantity<"BTC">;
/** Bitcoin on chain, in whole hundred-millionths of a coin. */
export type Satoshis = Quantity<"sat">;

export const SECONDS_PER_HOUR = 3_600;
export const SECONDS_PER_DAY = 86_400;
/** Of the Julian calendar: a leap day every four years. */
export const DAYS_PER_YEAR = 365.25;
/** Hashes in an exahash. */
export const HASHES_PER_EH = 1e18;

export const unixSeconds = (value: number): UnixSeconds => value as UnixSeconds;
export const seconds = (value: number): Seconds => value as Seconds;
export const hours = (value: number): Seconds => seconds(value * SECONDS_PER_HOUR);
export const days = (value: number): Seconds => seconds(value * SECONDS_PER_DAY);
export const unixDay = (value: number): UnixDay => value as UnixDay;
export const hashesPerSecond = (value: number): HashesPerSecond => value as HashesPerSecond;
export const terahashesPerSecond = (value: number): HashesPerSecond =>
  hashesPerSecond(value * 1e12);
export const exahashesPerSecond = (value: number): HashesPerSecond =>
  hashesPerSecond(value * HASHES_PER_EH);
export const hashes = (value: number): Hashes => value as Hashes;
export const watts = (value: number): Watts => value as Watts;
export const gigawatts = (value: number): Watts => watts(value * 1e9);
export const joulesPerTerahash = (value: number): JoulesPerTerahash => value as JoulesPerTerahash;
export const usd = (value: number): Usd => value as Usd;
export const btc = (value: number): Btc => value as Btc;
export const satoshis = (value: number): Satoshis => value as Satoshis;

export const toExahashesPerSecond = (rate: number): number => rate / HASHES_PER_EH;
export const toTerahashesPerSecond = (rate: number): number => rate / 1e12;
export const toGigawatts = (power: number): number => power / 1e9;
export const toMegawatts = (power: number): number => power / 1e6;
export const toHours = (span: Seconds): number => span / SECONDS_PER_HOUR;

/** Day that holds an instant. */
export const dayOf = (time: UnixSeconds): UnixDay => unixDay(Math.floor(time / SECONDS_PER_DAY));
/** First instant of a day. */
export const startOfDay = (day: UnixDay): UnixSeconds => unixSeconds(day * SECONDS_PER_DAY);
/** Instant a span later. */
export const after = (time: UnixSeconds, span: number): UnixSeconds => unixSeconds(time + span);
/** Instant a span earlier. */
export const earlier = (time: UnixSeconds, span: number): UnixSeconds => unixSeconds(time - span);

/** Power that a hash rate draws: rate [H/s] × efficiency [J/TH] × 1e-12 [TH/H] = [J/s]. */
export function powerFromRate(rate: HashesPerSecond, efficiency: JoulesPerTerahash): Watts {
  return watts(rate * efficiency * 1e-12);
}

/** Hash rate that a power feeds: power [J/s] / efficiency [J/TH] × 1e12 [H/TH] = [H/s]. */
export function rateFromPower(power: Watts, efficiency: JoulesPerTerahash): HashesPerSecond {
  return hashesPerSecond((power / efficiency) * 1e12);
}
