"use client";

import type { ComponentProps } from "react";
import { PageError } from "@/components/states/page-error";

/** Outside the dashboard nothing else is the page's main part. */
export default function ErrorPage(props: ComponentProps<typeof PageError>) {
  return (
    <main>
      <PageError {...props} />
    </main>
  );
}
