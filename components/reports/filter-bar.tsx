"use client";

import { Button } from "@/components/ui/button";
import type { ReportFilters } from "@/lib/reports/filters";
import { platformLabel } from "@/lib/reports/platform-label";
import type { Comparison } from "@/lib/reports/schema";
import type { Granularity } from "@/lib/snapshots/schema";
import { Choices, FilterChip } from "./filter-chip";
import { PeriodPicker } from "./period-picker";
import { type PickOption, PickSeveral } from "./pick-several";

const COMPARE_LABELS: Record<Comparison, string> = {
  previous: "the days before",
  year: "a year earlier",
  none: "nothing",
};
const GRANULARITY_LABELS: Record<Granularity, string> = { day: "day", week: "week", month: "month" };

type FilterBarProps = {
  filters: ReportFilters;
  today: string;
  isDefault: boolean;
  onChange: (part: Partial<ReportFilters>) => void;
  onReset: () => void;
  locations: readonly PickOption[];
  platforms: readonly string[];
  /** Left out on pages without account and granularity filters. */
  accounts?: readonly PickOption[];
  withGranularity?: boolean;
};

/** Every filter as a chip that shows its value; all of them live in the address. */
export function FilterBar(props: FilterBarProps) {
  const { filters, onChange, locations, accounts, platforms } = props;
  return (
    <div className="flex flex-wrap items-center gap-2" role="group" aria-label="Filters">
      <PeriodPicker filters={filters} today={props.today} onChange={onChange} />
      <FilterChip label="Compare with" value={COMPARE_LABELS[filters.compare]}>
        {(close) => (
          <Choices
            value={filters.compare}
            options={[
              { value: "previous", label: "The days before", hint: "same length" },
              { value: "year", label: "The same dates a year earlier" },
              { value: "none", label: "Nothing" },
            ]}
            onChoose={(compare) => {
              onChange({ compare });
              close();
            }}
          />
        )}
      </FilterChip>
      {locations.length > 1 && (
        <FilterChip
          label="Locations"
          value={chosenText(filters.locationIds, locations)}
          chosen={filters.locationIds.length > 0}
        >
          {(close) => (
            <PickSeveral
              noun="locations"
              options={locations}
              chosen={filters.locationIds}
              onApply={(locationIds) => {
                // Accounts belong to a location: a choice of them ends with another location.
                onChange({ locationIds, accountIds: [] });
                close();
              }}
            />
          )}
        </FilterChip>
      )}
      {accounts && accounts.length > 0 && (
        <FilterChip
          label="Accounts"
          value={chosenText(filters.accountIds, accounts)}
          chosen={filters.accountIds.length > 0}
        >
          {(close) => (
            <PickSeveral
              noun="accounts"
              options={accounts}
              chosen={filters.accountIds}
              onApply={(accountIds) => {
                onChange({ accountIds });
                close();
              }}
            />
          )}
        </FilterChip>
      )}
      <FilterChip
        label="Platforms"
        value={chosenText(
          filters.platforms,
          platforms.map((id) => ({ id, label: platformLabel(id) })),
        )}
        chosen={filters.platforms.length > 0}
      >
        {(close) => (
          <PickSeveral
            noun="platforms"
            options={platforms.map((id) => ({ id, label: platformLabel(id) }))}
            chosen={filters.platforms}
            onApply={(chosen) => {
              onChange({ platforms: chosen });
              close();
            }}
          />
        )}
      </FilterChip>
      {props.withGranularity && (
        <FilterChip label="By" value={GRANULARITY_LABELS[filters.granularity]}>
          {(close) => (
            <Choices
              value={filters.granularity}
              options={[
                { value: "day", label: "Day" },
                { value: "week", label: "Week", hint: "from Monday" },
                { value: "month", label: "Month" },
              ]}
              onChoose={(granularity) => {
                onChange({ granularity });
                close();
              }}
            />
          )}
        </FilterChip>
      )}
      <Button variant="ghost" size="sm" onClick={props.onReset} disabled={props.isDefault}>
        Reset
      </Button>
    </div>
  );
}

function chosenText(chosen: readonly string[], options: readonly PickOption[]): string {
  if (chosen.length === 0) return `all ${options.length || ""}`.trim();
  const [only] = chosen;
  if (chosen.length > 1 || only === undefined) return String(chosen.length);
  return options.find(({ id }) => id === only)?.label ?? "1";
}
