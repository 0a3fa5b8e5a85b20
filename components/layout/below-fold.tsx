import type { ReactNode } from "react";

/**
 * Cards that stand below the first screen: the browser neither styles nor lays them out until one comes near, so the figures
 * above stand sooner. The room around them is for focus rings, which containment would cut.
 */
export function BelowFold({ children }: { children: ReactNode }) {
  return (
    <div className="-m-1 flex flex-col gap-4 p-1 [contain-intrinsic-block-size:auto_60rem] [content-visibility:auto]">
      {children}
    </div>
  );
}
