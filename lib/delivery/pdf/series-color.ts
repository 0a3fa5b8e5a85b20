/** As on screen: colour follows the platform; what is no platform takes its place in the list. */
const PLATFORMS: Record<string, string> = {
  instagram: "#2d54bc",
  facebook: "#c26300",
  linkedin: "#2f9e7f",
  google: "#9189c6",
  tiktok: "#622537",
  "tiktok-business": "#622537",
};
const OTHERS = ["#3b6f9e", "#8a6d00", "#4d7d5b", "#7a6a94", "#8a4a5c"];
const REST = "#8c8c8c";

export function seriesColor(key: string, index: number): string {
  if (key === "other") return REST;
  return PLATFORMS[key] ?? OTHERS[index] ?? REST;
}
