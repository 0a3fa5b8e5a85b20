import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/**
 * Whether an address is on the public internet, so that a fetch on somebody's behalf may go there. An IPv4 address inside
 * an IPv6 one (mapped, NAT64, 6to4) is judged as what it leads to; anything that cannot be read is not public.
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0 || !ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.range() === "unicast";
  const inner = embeddedIPv4(parsed);
  if (inner) return inner.range() === "unicast";
  // Addresses with a zone (fe80::1%eth0) belong to one cable.
  return parsed.range() === "unicast" && parsed.zoneId === undefined && isGlobal(parsed);
}

/** The IPv4 address that a translator or tunnel would send the packet to. */
function embeddedIPv4(address: ipaddr.IPv6): ipaddr.IPv4 | null {
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  const bytes = address.toByteArray();
  const at = (offset: number) => new ipaddr.IPv4(bytes.slice(offset, offset + 4));
  // Only the well-known prefix: 64:ff9b:1::/48 is a site's own translator.
  if (address.range() === "rfc6052" && bytes.slice(4, 12).every((byte) => byte === 0)) return at(12);
  if (address.range() === "6to4") return at(2);
  // IPv4-compatible (::a.b.c.d), given up long ago, still understood by some stacks.
  return bytes.slice(0, 12).every((byte) => byte === 0) ? at(12) : null;
}

/** 2000::/3 is all that was ever given out; the rest is reserved, local or unique to a site. */
function isGlobal(address: ipaddr.IPv6): boolean {
  return ((address.toByteArray()[0] ?? 0) & 0xe0) === 0x20;
}
