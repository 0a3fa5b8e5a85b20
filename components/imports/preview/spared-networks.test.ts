import { expect, it } from "vitest";
import type { AccountView } from "@/lib/accounts/schema";
import { sparedWords } from "./spared-networks";
import { withoutPlatforms } from "./use-target";

const account = (platform: string): AccountView =>
  ({ id: platform, platform, name: platform, isExpired: false, assigned: false }) as AccountView;

it("takes networks out of the preset accounts, but never all of them", () => {
  const accounts = [account("facebook"), account("instagram")];
  expect(withoutPlatforms(accounts, [])).toEqual(["facebook", "instagram"]);
  expect(withoutPlatforms(accounts, ["instagram"])).toEqual(["facebook"]);
  expect(withoutPlatforms(accounts, ["facebook", "instagram"])).toEqual(["facebook", "instagram"]);
});

it("says which networks are left out and why", () => {
  expect(sparedWords(["instagram"])).toBe(
    "Instagram is left out: it needs a picture or video, and no row has one.",
  );
  expect(sparedWords(["instagram", "pinterest"])).toBe(
    "Instagram and Pinterest are left out: they need a picture or video, and no row has one.",
  );
  expect(sparedWords(["youtube"])).toBe("YouTube is left out: it needs a video, and no row has one.");
});
