import Link from "next/link";

/** The product's mark and name. */
export function Brand() {
  return (
    <Link href="/overview" className="flex items-center gap-2 rounded-control p-2 font-semibold text-[15px]">
      <span
        aria-hidden
        className="grid size-6 place-items-center rounded-[7px] bg-primary font-bold text-[12px] text-on-primary leading-none"
      >
        2C
      </span>
      2Chat Social
    </Link>
  );
}
