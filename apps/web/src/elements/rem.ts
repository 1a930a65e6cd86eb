/** How many pixels so many rem are: who reads with larger letters has higher rows. */
export function remPixels(rem: number): number {
  return rem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}
