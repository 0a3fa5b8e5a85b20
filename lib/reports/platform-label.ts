import { isPlatform, PLATFORM_LABELS } from "@/lib/upstream/contract/words";

/** A network's name; one the product does not know yet is shown as the upstream writes it. Browser-safe. */
export const platformLabel = (platform: string): string =>
  isPlatform(platform) ? PLATFORM_LABELS[platform] : platform;
