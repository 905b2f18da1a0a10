import {
  type UnixDay,
  exahashesPerSecond,
  joulesPerTerahash,
  unixDay,
} from "../../../src/base/index.ts";
import type { MachineModel, NetworkDays } from "../../../src/energy/index.ts";

/** 1 January 2020. */
const FIRST_DAY: UnixDay = unixDay(18_262);

/** A network of constant hashrate and price that pays 900 BTC a day. */
export function steadyDays(count: number, price = 10_000): NetworkDays {
  return {
    firstDay: FIRST_DAY,
    hashrate: new Float64Array(count).fill(exahashesPerSecond(100)),
    blocks: new Float64Array(count).fill(144),
    coins: new Float64Array(count).fill(900),
    price: new Float64Array(count).fill(price),
  };
}

/** A machine of a maker, on sale from so many days after the network's first. */
export function machine(efficiency: number, day = -100, model = "M"): MachineModel {
  return {
    maker: "Bitmain",
    model,
    released: unixDay(FIRST_DAY + day),
    hashrate: null,
    efficiency: joulesPerTerahash(efficiency),
    inFirstList: true,
    source: "https://example.org",
  };
}
