import { edgeOf, PAGES } from "@/lib/delivery/brand/stripe-edge";

/** The stripe above what leaves the product, in the agency's colour, with an edge where that would hardly be seen. */
export function BrandStripe({ color, className }: { color: string | null; className: string }) {
  if (color === null) return <div aria-hidden className={`bg-primary ${className}`} />;
  const [light, dark] = [edgeOf(color, PAGES.light), edgeOf(color, PAGES.dark)];
  return (
    <div
      aria-hidden
      className={className}
      style={{
        backgroundColor: color,
        ...(light || dark
          ? { borderBottom: `1px solid light-dark(${light ?? "transparent"}, ${dark ?? "transparent"})` }
          : {}),
      }}
    />
  );
}
