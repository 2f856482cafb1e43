/** Shares of few cases, said with how sure one can be of them. */

export type Interval = { low: number; high: number }
/** Two-sided 95 in 100. */
const Z = 1.959_963_984_540_054

/**
 * Wilson's score interval for `part` of `whole` (E. B. Wilson, Journal of the American Statistical Association 22, 1927,
 * 209–212; advised for small numbers by Brown, Cai and DasGupta, Statistical Science 16, 2001, 101–133). Shares from 0 to 1;
 * null of nothing, which says nothing.
 */
export function wilson(part: number, whole: number): Interval | null {
  if (whole === 0) return null
  const share = part / whole
  const square = Z * Z
  const middle = share + square / (2 * whole)
  const reach = Z * Math.sqrt((share * (1 - share) + square / (4 * whole)) / whole)
  const over = 1 + square / whole
  return {
    low: part === 0 ? 0 : Math.max(0, (middle - reach) / over),
    high: part === whole ? 1 : Math.min(1, (middle + reach) / over),
  }
}

export type Claim = { good: number; of: number }
/**
 * Whether a claimed share of "tốt" agrees with what inspectors found: `above` or `below` where the claim lies outside what
 * the sample allows; `unknown` where nothing was claimed or inspected.
 */
export function testClaim(
  claimed: Claim,
  inspected: Claim,
): { interval: Interval | null; verdict: 'agrees' | 'above' | 'below' | 'unknown' } {
  const interval = wilson(inspected.good, inspected.of)
  if (interval === null || claimed.of === 0) return { interval, verdict: 'unknown' }
  const share = claimed.good / claimed.of
  if (share > interval.high) return { interval, verdict: 'above' }
  return { interval, verdict: share < interval.low ? 'below' : 'agrees' }
}
