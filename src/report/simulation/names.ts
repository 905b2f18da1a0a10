import type { Bilingual } from "../../policy/index.ts";
import type { Scenario } from "../../simulate/index.ts";
import type { Language } from "../text/language.ts";

/** Series and totals of a run as people call them; their units are the run's own. */
const NAMES: Readonly<Record<string, Bilingual>> = {
  hashrate_EH_s: { en: "hashrate", zh: "算力" },
  hashrate_7d_EH_s: { en: "hashrate, week's mean", zh: "算力（7天均值）" },
  difficulty_T: { en: "difficulty", zh: "难度" },
  block_interval_s: { en: "block interval", zh: "出块间隔" },
  price_USD: { en: "price", zh: "币价" },
  hashprice_USD_TH_day: { en: "hashprice", zh: "单位算力收入" },
  machines_online_M: { en: "machines online", zh: "在线矿机" },
  machines_displaced_M: { en: "machines displaced", zh: "被迁矿机" },
  machines_in_transit_M: { en: "machines in transit", zh: "在途矿机" },
  machines_queued_M: { en: "machines in the queue", zh: "待上架矿机" },
  machines_waiting_M: { en: "machines waiting", zh: "停机等待矿机" },
  machines_lost_M: { en: "machines lost", zh: "报废矿机" },
  power_GW: { en: "power", zh: "功率" },
  energy_TWh: { en: "energy", zh: "用电量" },
  renewable_pct: { en: "renewable share", zh: "可再生占比" },
  emissions_Mt_y: { en: "emissions, average", zh: "排放（平均因子）" },
  marginal_emissions_Mt_y: { en: "emissions, marginal", zh: "排放（边际因子）" },
  emissions_Mt: { en: "emissions, average", zh: "排放（平均因子）" },
  marginal_emissions_Mt: { en: "emissions, marginal", zh: "排放（边际因子）" },
  carbon_intensity_g_kWh: { en: "carbon intensity", zh: "碳强度" },
  revenue_MUSD_day: { en: "revenue", zh: "收入" },
  revenue_MUSD: { en: "revenue of all owners", zh: "全体矿主收入" },
  revenue_lost_MUSD: { en: "revenue lost", zh: "收入损失" },
  trough_EH_s: { en: "trough, week's mean", zh: "谷底（7天均值）" },
  trough_at: { en: "trough on", zh: "谷底日期" },
  peak_before_EH_s: { en: "peak before", zh: "此前峰值" },
  peak_at: { en: "peak on", zh: "峰值日期" },
  recovered_at: { en: "back at the peak on", zh: "恢复到峰值" },
  fall_pct: { en: "deepest fall", zh: "最大跌幅" },
  spill_GWh: { en: "water spilled", zh: "弃水电量" },
  spill_absorbed_GWh: { en: "spill absorbed", zh: "消纳弃水" },
  displaced_EH_s: { en: "hashrate displaced", zh: "被迁算力" },
  final_hashrate_EH_s: { en: "hashrate at the end", zh: "期末算力" },
};

const SOURCES: Readonly<Record<string, Bilingual>> = {
  hydro: { en: "hydro", zh: "水电" },
  coal: { en: "coal", zh: "煤电" },
  gas: { en: "gas", zh: "气电" },
  wind: { en: "wind", zh: "风电" },
  solar: { en: "solar", zh: "光伏" },
  nuclear: { en: "nuclear", zh: "核电" },
  grid: { en: "grid", zh: "电网" },
  renewable: { en: "renewable", zh: "可再生" },
  fossil: { en: "fossil", zh: "化石能源" },
};

const UNITS: Readonly<Record<string, Bilingual>> = {
  million: { en: "million", zh: "百万台" },
  "million USD": { en: "million USD", zh: "百万美元" },
  "million USD/day": { en: "million USD/day", zh: "百万美元/日" },
  thousand: { en: "thousand", zh: "千台" },
  "USD/PH/day": { en: "USD/PH/day", zh: "美元/PH/日" },
  USD: { en: "USD", zh: "美元" },
};

/** A unit in a language; SI units and their like stay as they are. */
export function unitName(unit: string, language: Language): string {
  return UNITS[unit]?.[language] ?? unit;
}

/** A series or total in words: `power_GW.sichuan.hydro` is `Sichuan, hydro`. */
export function quantityName(
  id: string,
  { regions }: Pick<Scenario, "regions">,
  language: Language,
): string {
  const [quantity = id, region, source] = id.split(".");
  if (region === undefined) return NAMES[id]?.[language] ?? id;
  const place = regions[region]?.title[language] ?? region;
  const comma = language === "zh" ? "，" : ", ";
  if (source !== undefined) return `${place}${comma}${SOURCES[source]?.[language] ?? source}`;
  const water: Bilingual | undefined = WATER[quantity];
  return water === undefined ? id : `${water[language]}${comma}${place}`;
}

const WATER: Readonly<Record<string, Bilingual>> = {
  spill_GW: { en: "spilled", zh: "弃水" },
  spill_absorbed_GW: { en: "spill absorbed", zh: "消纳弃水" },
};
