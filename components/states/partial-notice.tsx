import type { ReactNode } from "react";
import { Notice } from "./notice";

/** Part of the work failed: say how many of how many, and name them ("2 of 7 accounts failed: …"). */
export function PartialNotice(props: { children: ReactNode; action?: ReactNode; className?: string }) {
  return (
    <Notice tone="warn" action={props.action} className={props.className}>
      {props.children}
    </Notice>
  );
}
