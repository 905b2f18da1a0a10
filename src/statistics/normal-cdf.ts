import { gammaCdf } from "./gamma-distribution.ts";

/**
 * Distribution function of the standard normal law, from the gamma law of its square.
 *
 *   Φ(z) = ½ (1 ± P(½, z²/2))
 */
export function normalCdf(z: number): number {
  const inside = gammaCdf(0.5, (z * z) / 2);
  return z < 0 ? 0.5 * (1 - inside) : 0.5 * (1 + inside);
}
