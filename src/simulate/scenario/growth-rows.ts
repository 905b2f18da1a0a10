import { CHOICE, withDetail } from "./number-source.ts";
import type { ParameterRow } from "./parameter-table.ts";

/** Scalars of new machines, and of what varies by chance. */
export const GROWTH_ROWS: readonly ParameterRow[] = [
  {
    path: "parameters.growth_per_day",
    unit: "1/d",
    default: 0.001,
    min: 0,
    max: 0.05,
    aggregate: "mean",
    source: {
      en: "growth of hashrate outside China, fit to the retargets to January 2022: 0.10 % a day",
      zh: "中国以外算力的增长，按至2022年1月的难度调整拟合：每日0.10%",
    },
    about: {
      en: "New machines a day against those installed, at the starting hashprice",
      zh: "以起始算力价格计，每日新增矿机占存量的比例",
    },
  },
  {
    path: "parameters.growth_response",
    unit: "1",
    default: 1,
    min: 0,
    max: 20,
    aggregate: "constant",
    source: CHOICE,
    about: {
      en: "Elasticity of new orders of machines to what they pay",
      zh: "新机订单对收益的弹性",
    },
  },
  {
    path: "parameters.delivery_days",
    unit: "d",
    default: 120,
    min: 0.01,
    max: 3650,
    aggregate: "constant",
    source: withDetail(CHOICE, {
      en: ": three to nine months were quoted in 2021",
      zh: "：2021年报价为三至九个月",
    }),
    about: {
      en: "Mean time from an order of machines to their start",
      zh: "新机从下单到开机的平均时间",
    },
  },
  {
    path: "parameters.payback_days",
    unit: "d",
    default: 400,
    min: 1,
    max: 10000,
    aggregate: "constant",
    source: CHOICE,
    about: {
      en: "Time in which a new machine must earn its price to be ordered",
      zh: "促使下单的新机回本期限",
    },
  },
  {
    path: "parameters.progress_per_year",
    unit: "1/y",
    default: 0.25,
    min: 0,
    max: 2,
    aggregate: "mean",
    source: withDetail(CHOICE, {
      en: ": makers' figures fell from 98 J/TH in 2016 to 30 in 2020, 0.30 a year, more slowly since",
      zh: "：厂商数据由2016年的98 J/TH降至2020年的30，每年0.30，此后放缓",
    }),
    about: {
      en: "Yearly fall of the J/TH of new machines, as a logarithm",
      zh: "新机能耗（J/TH）年对数降幅",
    },
  },
  {
    path: "parameters.retirement_per_year",
    unit: "1/y",
    default: 0.5,
    min: 0,
    max: 50,
    aggregate: "mean",
    source: CHOICE,
    about: { en: "Rate at which machines that do not pay are scrapped", zh: "亏损矿机的报废速率" },
  },
  {
    path: "parameters.entry_barrier_USD_TH_day",
    unit: "USD/TH/d",
    default: 1e6,
    min: 0.001,
    max: 1e6,
    aggregate: "constant",
    source: {
      en: "Prat and Walter, JPE 2021, for the barrier; so high that it does not bind by default",
      zh: "上限取自 Prat 与 Walter，JPE 2021；默认值很高，不起约束",
    },
    about: {
      en: "Hashprice at which free entry stops any further rise; falls with the machines' progress",
      zh: "自由进入使算力价格不再上升的上限，随技术进步下降",
    },
  },
  {
    path: "parameters.hashrate_noise_per_day",
    unit: "1/√d",
    default: 0.008,
    min: 0,
    max: 1,
    aggregate: "constant",
    source: CHOICE,
    about: {
      en: "Daily deviation of hashrate that nothing else in the model explains",
      zh: "模型未解释的算力日波动",
    },
  },
  {
    path: "parameters.price_volatility_per_day",
    unit: "1/√d",
    default: 0.04,
    min: 0,
    max: 1,
    aggregate: "constant",
    source: {
      en: "data/market.csv: daily changes of ln price deviate by 0.035 in 2016 to 2026, 0.039 in 2020 to 2022; rounded up",
      zh: "data/market.csv：对数币价日变化的标准差，2016至2026年为0.035，2020至2022年为0.039；向上取整",
    },
    about: {
      en: "Deviation of the daily change of the logarithm of the price",
      zh: "币价对数日变化的标准差",
    },
  },
  {
    path: "parameters.price_drift_per_day",
    unit: "1/d",
    default: 0,
    min: -0.1,
    max: 0.1,
    aggregate: "mean",
    source: withDetail(CHOICE, {
      en: ": no opinion on the price",
      zh: "：对币价不作判断",
    }),
    about: {
      en: "Daily growth of the mean price; the median grows by half the square of the volatility less",
      zh: "币价均值的日增长率；中位数的增长率少波动率平方之半",
    },
  },
  {
    path: "parameters.fees_share",
    unit: "1",
    default: 0.03,
    min: 0,
    max: 10,
    aggregate: "mean",
    source: {
      en: "data/market.csv: 0.016 of the subsidy in 2022, 0.029 in July 2021, 0.16 in April 2021",
      zh: "data/market.csv：2022年为补贴的0.016，2021年7月0.029，2021年4月0.16",
    },
    about: {
      en: "Fees of a block against its subsidy, where neither the file nor the record gives them",
      zh: "文件与记录均未给出时，区块手续费与补贴之比",
    },
  },
];
