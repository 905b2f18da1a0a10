/** Probabilities of the quantiles that a summary gives of each series at each time. */
export const BAND_LEVELS = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95] as const;

/** Numbers of a summarised cell: a quantile for each level, the mean, how many members reported. */
export const CELL_FIELDS: number = BAND_LEVELS.length + 2;
