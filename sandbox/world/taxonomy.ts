import { hex24 } from "../ids";
import type { Location } from "./world";

export type Category = {
  _id: string;
  name: string;
  primaryColor: string;
  secondaryColor: string;
  locationId: string;
  createdBy: string;
  deleted: boolean;
  createdAt: string;
  updatedAt: string;
};

export type Tag = {
  _id: string;
  tag: string;
  locationId: string;
  createdBy: string;
  deleted: boolean;
  createdAt: string;
  updatedAt: string;
};

const categoryNames = [
  ["News", "#004EEB", "#EFF4FF"],
  ["Tips", "#067647", "#ECFDF3"],
  ["Offers", "#B54708", "#FFFAEB"],
  ["Behind the scenes", "#6941C6", "#F4F3FF"],
  ["Reviews", "#C11574", "#FDF2FA"],
] as const;

const tagNames = ["seasonal", "team", "offer", "evergreen", "event", "question", "video", "local"] as const;

export const palette = categoryNames.map(([, primary, secondary]) => [primary, secondary] as const);

export function bornCategories(seed: string, place: Location, createdBy: string, at: string): Category[] {
  return categoryNames.map(([name, primaryColor, secondaryColor]) => ({
    _id: hex24(seed, place.id, "category", name),
    name,
    primaryColor,
    secondaryColor,
    locationId: place.id,
    createdBy,
    deleted: false,
    createdAt: at,
    updatedAt: at,
  }));
}

export function bornTags(seed: string, place: Location, createdBy: string, at: string): Tag[] {
  return tagNames.map((tag) => ({
    _id: hex24(seed, place.id, "tag", tag),
    tag,
    locationId: place.id,
    createdBy,
    deleted: false,
    createdAt: at,
    updatedAt: at,
  }));
}
