"use client";

import { useId, useState } from "react";
import { sentenceOf } from "@/components/states/error-state";
import { LoadingState } from "@/components/states/loading-state";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type BrandView, STANDARD_COLOR } from "@/lib/delivery/brand/schema";
import { contrastOf, edgeOf, PAGES, VISIBLE } from "@/lib/delivery/brand/stripe-edge";
import { number } from "@/lib/format";
import { BrandStripe } from "./brand-stripe";
import { useBrand, useChangeBrand } from "./queries";

/** The agency's logo and colour on shared reports, PDFs and e-mails. */
export function BrandCard() {
  const brand = useBrand();
  return (
    <Card>
      <CardHeader>
        <CardTitle>Reports to clients</CardTitle>
      </CardHeader>
      <CardBody>
        {brand.isError && !brand.data ? (
          <Notice tone="bad">{sentenceOf(brand.error)}</Notice>
        ) : brand.data ? (
          <BrandForm brand={brand.data} />
        ) : (
          <LoadingState label="Loading logo and colour" rows={3} />
        )}
      </CardBody>
    </Card>
  );
}

function BrandForm({ brand }: { brand: BrandView }) {
  const change = useChangeBrand();
  const [color, setColor] = useState(brand.color ?? STANDARD_COLOR);
  const picker = useId();
  return (
    <div className="flex flex-col gap-4">
      <Field label="Logo" hint="PNG or JPEG, at most 512 KB. Stands on shared reports, PDFs and e-mails.">
        <Input
          type="file"
          className="py-1.5"
          accept="image/png,image/jpeg"
          disabled={change.isPending}
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (file) change.mutate({ logo: file });
            event.target.value = "";
          }}
        />
      </Field>
      {brand.logo && (
        <div className="flex flex-wrap items-center gap-3">
          <img
            src={`/api/company/logo?${brand.logo.updatedAt}`}
            alt={`Logo of ${brand.agency}`}
            className="max-h-12 max-w-48 rounded-control border bg-white object-contain p-1"
          />
          <Button size="sm" disabled={change.isPending} onClick={() => change.mutate({ logo: null })}>
            Remove the logo
          </Button>
        </div>
      )}
      <form
        className="flex flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ color });
        }}
      >
        <Field label="Colour">
          <Input
            value={color}
            pattern="#[0-9a-fA-F]{6}"
            required
            className="w-32 font-mono"
            onChange={(event) => setColor(event.target.value)}
          />
        </Field>
        <input
          id={picker}
          type="color"
          aria-label="Choose the colour"
          className="h-9 w-12 rounded-control border bg-surface p-1"
          value={COLOR.test(color) ? color : STANDARD_COLOR}
          onChange={(event) => setColor(event.target.value)}
        />
        <Button type="submit" loading={change.isPending} disabled={color === (brand.color ?? STANDARD_COLOR)}>
          Save the colour
        </Button>
      </form>
      <Stripe color={color} />
      {change.isError && <Notice tone="bad">{sentenceOf(change.error)}</Notice>}
      {change.isSuccess && <Notice tone="good">Saved.</Notice>}
    </div>
  );
}

const COLOR = /^#[0-9a-fA-F]{6}$/;

/** What becomes of the chosen colour, told before it is saved. */
function Stripe({ color }: { color: string }) {
  if (!COLOR.test(color)) return null;
  const edge = edgeOf(color, PAGES.light);
  return (
    <div className="flex flex-col gap-1.5">
      <div className="max-w-80 overflow-hidden rounded-control border bg-white pb-4 [color-scheme:light]">
        <BrandStripe color={color} className="h-[7px]" />
      </div>
      <p role="status" className="text-meta text-muted">
        A stripe at the top of shared reports, PDFs and e-mails. Text and charts never take this colour.
        {edge &&
          ` It is hard to see on white (${number(contrastOf(color, PAGES.light), 1)} to 1, where ${VISIBLE} to 1 is needed), so the stripe gets an edge in a darker shade, ${edge}.`}
      </p>
    </div>
  );
}
