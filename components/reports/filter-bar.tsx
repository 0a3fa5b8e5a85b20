"use client";

import { RotateCcw } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useRef } from "react";
import { platformLabel } from "@/components/charts/platform";
import { PlatformMark } from "@/components/charts/platform-mark";
import { useGroups } from "@/components/location-groups/queries";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { DateRangePicker } from "@/components/ui/date-range-picker";
import { DropdownMenu, MenuRadioGroup, MenuRadioItem } from "@/components/ui/dropdown-menu";
import { MultiSelect, type MultiSelectOption } from "@/components/ui/multi-select";
import { ViewsMenu } from "@/components/views/views-menu";
import { list } from "@/lib/format";
import { misreadParts, type ReportFilters } from "@/lib/reports/filters";
import { presetOf } from "@/lib/reports/presets";
import { COMPARISONS } from "@/lib/reports/schema";
import { GRANULARITIES, MAX_PERIOD_DAYS } from "@/lib/snapshots/schema";

const COMPARE_LABELS = { previous: "days before", year: "a year earlier", none: "nothing" } as const;
const GRANULARITY_LABELS = { day: "day", week: "week", month: "month" } as const;

type FilterBarProps = {
  filters: ReportFilters;
  today: string;
  isDefault: boolean;
  onChange: (part: Partial<ReportFilters>) => void;
  onReset: () => void;
  locations: readonly MultiSelectOption[];
  platforms: readonly string[];
  /** Left out on pages without an account filter. */
  accounts?: readonly MultiSelectOption[];
  /** May share saved views with the agency. */
  canShareViews?: boolean;
};

/** Every filter as a chip that shows its value; all of them live in the address. */
export function FilterBar(props: FilterBarProps) {
  const { filters, onChange, locations, accounts, platforms, today } = props;
  const bar = useRef<HTMLFieldSetElement>(null);
  const groups = useGroups();
  const known = groups.data?.groups ?? [];
  const grouped = known.filter(({ groupId }) => filters.groupIds.includes(groupId));
  const offered =
    grouped.length === 0
      ? locations
      : locations.filter(({ value }) => grouped.some(({ locationIds }) => locationIds.includes(value)));
  return (
    <>
      <MisreadNotice />
      {/* On a phone one row that scrolls, cut by the screen's edge; `relative` keeps its hidden words from widening the page. */}
      <div className="relative flex items-start gap-2 max-md:-mx-4 max-md:overflow-x-auto max-md:px-4 max-md:py-0.5">
        <fieldset
          ref={bar}
          tabIndex={-1}
          className="flex min-w-0 flex-1 flex-wrap items-center gap-2 outline-none max-md:flex-none max-md:flex-nowrap"
        >
          <legend className="sr-only">Filters</legend>
          <DateRangePicker
            value={{ from: filters.from, to: filters.to }}
            today={today}
            max={today}
            maxDays={MAX_PERIOD_DAYS}
            onChange={(range) => onChange({ ...range, preset: presetOf(range, today) })}
          />
          <ChoiceChip
            label="Compare"
            value={filters.compare}
            labels={COMPARE_LABELS}
            options={COMPARISONS}
            standard="previous"
            onChoose={(compare) => onChange({ compare })}
          />
          {locations.length > 1 && known.length > 0 && (
            <MultiSelect
              label="Groups"
              options={known.map(({ groupId, name, locationIds }) => ({
                value: groupId,
                label: name,
                detail: String(locationIds.length),
              }))}
              selected={filters.groupIds}
              allLabel={`all ${known.length}`}
              // What is chosen below belongs to the groups before.
              onChange={(groupIds) => onChange({ groupIds, locationIds: [], accountIds: [] })}
            />
          )}
          {locations.length > 1 && (
            <MultiSelect
              label="Locations"
              options={offered}
              selected={filters.locationIds}
              allLabel={`all ${offered.length}`}
              // Accounts belong to a location: their choice ends with another location.
              onChange={(locationIds) => onChange({ locationIds, accountIds: [] })}
            />
          )}
          {accounts && accounts.length > 0 && (
            <MultiSelect
              label="Accounts"
              options={accounts}
              selected={filters.accountIds}
              allLabel={`all ${accounts.length}`}
              onChange={(accountIds) => onChange({ accountIds })}
            />
          )}
          {(platforms.length > 1 || filters.platforms.length > 0) && (
            <MultiSelect
              label="Platforms"
              options={platforms.map((value) => ({
                value,
                label: platformLabel(value),
                mark: <PlatformMark platform={value} decorative />,
              }))}
              selected={filters.platforms}
              allLabel={platforms.length > 0 ? `all ${platforms.length}` : "all"}
              onChange={(chosen) => onChange({ platforms: chosen })}
            />
          )}
          <ChoiceChip
            label="By"
            value={filters.granularity}
            labels={GRANULARITY_LABELS}
            options={GRANULARITIES}
            standard="day"
            onChoose={(granularity) => onChange({ granularity })}
          />
        </fieldset>
        <div className="flex shrink-0 gap-2">
          {!props.isDefault && (
            <Button
              variant="ghost"
              size="sm"
              title="Reset the filters"
              onClick={() => {
                props.onReset();
                // The button goes with what it reset.
                bar.current?.focus();
              }}
            >
              <RotateCcw aria-hidden /> <span className="max-2xl:sr-only">Reset</span>
            </Button>
          )}
          <ViewsMenu canShare={props.canShareViews ?? false} />
        </div>
      </div>
    </>
  );
}

/** A mistyped address never passes for the report it does not show. */
function MisreadNotice() {
  const wrong = misreadParts(useSearchParams());
  if (wrong.length === 0) return null;
  return (
    <Notice tone="warn" title="This address could not be followed in every part">
      In it {list(wrong)}. The usual choice is shown instead.
    </Notice>
  );
}

type ChoiceChipProps<T extends string> = {
  label: string;
  value: T;
  standard: T;
  options: readonly T[];
  labels: Record<T, string>;
  onChoose: (value: T) => void;
};

function ChoiceChip<T extends string>({
  label,
  value,
  standard,
  options,
  labels,
  onChoose,
}: ChoiceChipProps<T>) {
  return (
    <DropdownMenu
      align="start"
      trigger={<Chip label={label} value={labels[value]} pressed={value !== standard} />}
    >
      <MenuRadioGroup
        value={value}
        onValueChange={(next) => {
          const chosen = options.find((option) => option === next);
          if (chosen) onChoose(chosen);
        }}
      >
        {options.map((option) => (
          <MenuRadioItem key={option} value={option}>
            {labels[option]}
          </MenuRadioItem>
        ))}
      </MenuRadioGroup>
    </DropdownMenu>
  );
}
