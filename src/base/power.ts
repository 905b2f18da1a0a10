/**
 * x^y for positive x, by exp and ln: the last digit of `Math.pow` differs between versions of engines, and
 * equal seeds must give equal bytes in all of them. Relative error about y ln x × 2^−53.
 */
export function powerOf(x: number, y: number): number {
  return Math.exp(y * Math.log(x));
}
