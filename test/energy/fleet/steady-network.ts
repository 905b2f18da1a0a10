import { joulesPerTerahash, startOfDay, unixDay } from "../../../src/base/index.ts";
import type { FleetDraw } from "../../../src/energy/fleet/fleet-walk.ts";
import type { MachineModel, PowerInputs } from "../../../src/energy/index.ts";

/** 2 January 2020, a day divisible by fourteen: a step of the fleet. */
export const STEP_DAY = 18_270;

export function model(efficiency: number, released: number, maker = "Bitmain"): MachineModel {
  return {
    maker,
    model: `${efficiency} J/TH`,
    released: unixDay(released),
    hashrate: null,
    efficiency: joulesPerTerahash(efficiency),
    inFirstList: false,
    source: "https://example.org",
  };
}

interface Steady {
  readonly machines: readonly MachineModel[];
  readonly days?: number;
  /** USD for a terahash per second a day. */
  readonly hashprice?: number;
  readonly hashrate?: (day: number) => number;
}

/** A network of blocks alone, of 100 EH/s unless said otherwise, that pays the same all along. */
export function steadyNetwork(steady: Steady): PowerInputs {
  const { machines, days = 400, hashprice = 0.3, hashrate = () => 1e20 } = steady;
  const rates = Float64Array.from({ length: days }, (_, day) => hashrate(day));
  const firstDay = unixDay(STEP_DAY - 28);
  return {
    days: {
      firstDay,
      hashrate: rates,
      blocks: new Float64Array(days).fill(144),
      coins: new Float64Array(days).fill(900),
      price: rates.map((rate) => (hashprice * rate) / 1e12 / 900),
    },
    machines,
    epochs: [{ start: startOfDay(firstDay), hashrate: 1e20, coins: 900 }],
    market: { firstDay, priceUsd: new Float64Array(0), feesBtc: new Float64Array(0) },
  };
}

/** Owners who keep machines for good and buy nothing they do not need. */
export const CALM: FleetDraw = {
  life: 1e6,
  lifeShape: 2,
  idleLoss: 0,
  orders: 0,
  preference: 0,
  saleAge: 12,
  lag: 1,
  bitmainShare: 0.7,
  shedding: 0,
  powerPrice: 0.05,
  priceSpread: 0.3,
};
