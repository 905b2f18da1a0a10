export const HOURS_PER_DAY = 24;
export const MW_PER_GW = 1000;
export const GW_PER_MW: number = 1 / MW_PER_GW;
export const MWH_PER_TWH = 1e6;
export const KG_PER_MT = 1e9;
export const USD_PER_MUSD = 1e6;
export const TH_PER_EH = 1e6;
export const DIFFICULTY_PER_T = 1e12;
