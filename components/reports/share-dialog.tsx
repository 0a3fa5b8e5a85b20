"use client";

import { Share2 } from "lucide-react";
import { useState } from "react";
import { NewSchedule } from "@/components/delivery/new-schedule";
import { sentenceOf } from "@/components/states/error-state";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { Tab, TabPanel, Tabs, TabsList } from "@/components/ui/tabs";
import { plural } from "@/lib/format";
import { type ReportFilters, writeFilters } from "@/lib/reports/filters";
import { SHARE_DAYS } from "@/lib/reports/share-schema";
import { useCreateShare } from "./queries";
import { ShareList } from "./share-list";

/** Makes a link to exactly this view, and shows the links there are. */
export function ShareDialog({ filters, name }: { filters: ReportFilters; name: string }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button>
          <Share2 aria-hidden /> <span className="max-sm:sr-only">Share</span>
        </Button>
      }
      title="Share this report"
      description="Its readers need no sign-in and see this report, and nothing else."
    >
      <Tabs defaultValue="link">
        <TabsList aria-label="How to share">
          <Tab value="link">Link</Tab>
          <Tab value="email">E-mail</Tab>
        </TabsList>
        <TabPanel value="link" className="flex flex-col gap-5">
          <NewLink filters={filters} name={name} />
          <ShareList enabled={open} />
        </TabPanel>
        <TabPanel value="email">
          <NewSchedule filters={filters} name={name} />
        </TabPanel>
      </Tabs>
    </Dialog>
  );
}

function NewLink({ filters, name }: { filters: ReportFilters; name: string }) {
  const create = useCreateShare();
  const [label, setLabel] = useState(name);
  const [days, setDays] = useState("30");
  const [password, setPassword] = useState("");
  const link = create.data ? `${window.location.origin}${create.data.path}` : null;
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate({
          label,
          search: writeFilters(filters),
          days: days === "never" ? null : Number(days),
          password: password === "" ? null : password,
        });
      }}
    >
      <Field label="Name" hint="The reader sees it as the title.">
        <Input required maxLength={120} value={label} onChange={(event) => setLabel(event.target.value)} />
      </Field>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="Open for">
          <NativeSelect value={days} onChange={(event) => setDays(event.target.value)}>
            {SHARE_DAYS.map((each) => (
              <option key={each} value={each}>
                {plural(each, "day")}
              </option>
            ))}
            <option value="never">Until revoked</option>
          </NativeSelect>
        </Field>
        <Field label="Password" optional hint="At least 8 characters.">
          <Input
            type="password"
            autoComplete="new-password"
            minLength={8}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Field>
      </div>
      <p className="text-meta text-muted">
        {filters.preset
          ? "The period moves on: the link always shows the same span up to its day."
          : "The link always shows the days chosen now."}
      </p>
      {create.isError && <Notice tone="bad">{sentenceOf(create.error)}</Notice>}
      {link && (
        <Notice tone="good" title="The link is ready. Copy it now: it is not shown again.">
          <span className="flex items-center gap-1">
            <code className="min-w-0 break-all text-meta">{link}</code>
            <CopyButton text={link} what="link" />
          </span>
        </Notice>
      )}
      <Button
        type="submit"
        variant={link ? "secondary" : "primary"}
        className="self-end"
        loading={create.isPending}
      >
        {link ? "Make another link" : "Make a link"}
      </Button>
    </form>
  );
}
