"use client";

import { Search, X } from "lucide-react";
import { useEffect, useState } from "react";
import { PlatformMark } from "@/components/charts/platform-mark";
import { Chip } from "@/components/ui/chip";
import { DateRangePicker } from "@/components/ui/date-range-picker";
import { Input } from "@/components/ui/input";
import { MultiSelect } from "@/components/ui/multi-select";
import type { AccountView } from "@/lib/accounts/schema";
import { dayIn } from "@/lib/format";
import { MAX_LOCATIONS, POST_TYPES, type UrlFilter } from "./use-posts-filter";

const TYPING_MS = 400;

type PostsFiltersProps = {
  filter: UrlFilter;
  onChange: (change: Partial<UrlFilter>) => void;
  locations: readonly { id: string; name: string }[];
  accounts: readonly AccountView[];
  zone: string;
  period: { from: string; to: string } | null;
  /** The file of the import that alone is shown; null: all posts are. */
  importName: string | null;
  /** What is typed into the search is not asked for yet. */
  onTyping: (typing: boolean) => void;
};

/** Locations, accounts, period, status and a search in captions. */
export function PostsFilters(props: PostsFiltersProps) {
  const { filter, onChange, locations, accounts, zone, period, importName, onTyping } = props;
  const chooseLocations = (ids: string[]) => {
    const wanted = ids.length > 0 ? ids : locations.map((location) => location.id);
    onChange({ locationIds: wanted.slice(-MAX_LOCATIONS), accounts: [] });
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      <MultiSelect
        label="Locations"
        options={locations.map(({ id, name }) => ({ value: id, label: name }))}
        selected={filter.locationIds}
        onChange={chooseLocations}
      />
      {filter.locationIds.length === 1 && (
        <MultiSelect
          label="Accounts"
          allLabel={`all ${accounts.length || ""}`.trim()}
          options={accounts.map((account) => ({
            value: account.id,
            label: account.name,
            mark: <PlatformMark platform={account.platform} size={18} />,
          }))}
          selected={filter.accounts}
          onChange={(next) => onChange({ accounts: next })}
        />
      )}
      {period && (
        <DateRangePicker
          value={period}
          today={dayIn(Date.now(), zone)}
          onChange={({ from, to }) => onChange({ from, to })}
        />
      )}
      <SearchField value={filter.search} onChange={(search) => onChange({ search })} onTyping={onTyping} />
      {importName !== null && (
        <button
          type="button"
          title="Show all posts again"
          onClick={() => onChange({ batch: null })}
          className="inline-flex h-[30px] max-w-full items-center gap-1.5 rounded-control border border-primary bg-primary-soft px-2.5 text-[13px] text-primary pointer-coarse:h-11"
        >
          <span className="min-w-0 truncate">
            Import: <b className="font-medium">{importName}</b>
          </span>
          <X className="size-3.5 shrink-0" aria-hidden />
          <span className="sr-only">, show all posts again</span>
        </button>
      )}
      <fieldset className="flex flex-wrap gap-2 max-md:-mx-4 max-md:min-w-0 max-md:basis-[calc(100%+32px)] max-md:flex-nowrap max-md:overflow-x-auto max-md:px-4 max-md:py-0.5">
        <legend className="sr-only">Status</legend>
        {POST_TYPES.map(({ value, label }) => (
          <Chip
            key={value}
            toggle
            pressed={filter.type === value}
            value={label}
            onClick={() => onChange({ type: value })}
          />
        ))}
      </fieldset>
    </div>
  );
}

/** Searches once typing rests: each search reads the location's posts. */
type SearchFieldProps = {
  value: string;
  onChange: (value: string) => void;
  onTyping: (typing: boolean) => void;
};

function SearchField({ value, onChange, onTyping }: SearchFieldProps) {
  const [text, setText] = useState(value);
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => {
      onChange(text);
      onTyping(false);
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [text, value, onChange, onTyping]);
  return (
    <span className="relative max-md:basis-full">
      <Search className="absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted" aria-hidden />
      <Input
        type="search"
        aria-label="Search captions"
        placeholder="Search captions"
        className="w-48 pl-8 max-md:w-full"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          onTyping(event.target.value !== value);
        }}
      />
    </span>
  );
}
