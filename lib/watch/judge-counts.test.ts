import { expect, test } from "vitest";
import { judgeCount, LIMITS } from "./judge-counts";

test.each(["refusal", "failed_factor", "export", "exported_row"] as const)(
  "%s is unusual from its limit on, and told beside the habit",
  (kind) => {
    const { count } = LIMITS[kind];
    expect(judgeCount("person", kind, { count: count - 1, habitMost: 3 })).toBeNull();
    const found = judgeCount("person", kind, { count, habitMost: 3 });
    expect(found?.what).toMatch(
      /^[\d,]+ .* within (a minute|10 minutes), at most 3 in the 30 days before\.$/,
    );
    expect(found?.next).toMatch(/^Ask them/);
    expect(judgeCount("api_key", kind, { count, habitMost: 0 })?.what).toContain(
      "none in the 30 days before",
    );
  },
);
