import { hash32, pick } from "../ids";
import type { Trade } from "./places";

type Words = { things: readonly [string, ...string[]]; tags: readonly [string, ...string[]] };

const words: Record<Trade, Words> = {
  health: {
    things: [
      "a first check-up",
      "gentle care for nervous visitors",
      "our Saturday clinic",
      "a second opinion",
    ],
    tags: ["#HealthySmile", "#CareClose", "#WellLookedAfter", "#CheckUp"],
  },
  stay: {
    things: [
      "the river-view rooms",
      "a late Sunday check-out",
      "breakfast on the terrace",
      "the winter rate",
    ],
    tags: ["#StayWithUs", "#WeekendAway", "#SlowTravel", "#HotelLife"],
  },
  garden: {
    things: ["hardy perennials", "the rose house", "a pruning morning", "peat-free compost"],
    tags: ["#GrowYourOwn", "#GardenTime", "#PlantTalk", "#InSeason"],
  },
  sport: {
    things: ["the beginners' course", "an early class", "our open morning", "the ten-visit card"],
    tags: ["#MoveMore", "#TrainTogether", "#FirstLesson", "#ClubLife"],
  },
  food: {
    things: ["today's catch", "the rye loaf", "a slow breakfast", "the tasting menu"],
    tags: ["#FreshToday", "#EatLocal", "#FromOurKitchen", "#BakedHere"],
  },
  spa: {
    things: ["the cedar sauna", "a two-hour ritual", "quiet Mondays", "the gift card"],
    tags: ["#TakeTime", "#SpaDay", "#Breathe", "#Rest"],
  },
  property: {
    things: ["a terrace with a garden", "a first home", "our valuation week", "a flat by the park"],
    tags: ["#NewListing", "#HomeFinder", "#OpenHouse", "#MovingDay"],
  },
  shop: {
    things: ["the new collection", "a workshop evening", "repairs while you wait", "our winter lights"],
    tags: ["#ShopSmall", "#MadeWell", "#NewIn", "#Workshop"],
  },
  service: {
    things: ["a fixed-price visit", "plain advice", "an evening appointment", "the yearly service"],
    tags: ["#AskUs", "#PlainAdvice", "#HereToHelp", "#LocalTrade"],
  },
  motor: {
    things: ["a tyre check", "the hybrid range", "a test drive", "winter servicing"],
    tags: ["#OnTheRoad", "#TestDrive", "#GarageLife", "#SafeMiles"],
  },
};

const frames: readonly [string, ...string[]] = [
  "This week at {name}: {thing}. Come by or book from the link in our profile.",
  "Three things people ask us about {thing}. The second one surprises nearly everyone.",
  "Behind the scenes: how the team in {city} prepares {thing}.",
  "“I wish I had come sooner.” Thank you for the kind words about {thing}.",
  "New on our calendar: {thing}. Places are few, so tell a friend.",
  "A small reminder for {season}: {thing} is what most of our guests choose first.",
  "Meet the people of {name}. Ask them anything about {thing} below.",
  "Before and after. What {thing} can change in one afternoon.",
  "Rain or shine, {city}: {thing} is on until Sunday.",
  "Question of the day: what would you like to know about {thing}?",
  "We tried something new with {thing}. Here is what we learned.",
  "Save this for later: a short guide to {thing}.",
];

const seasons = ["winter", "spring", "summer", "autumn"] as const;

export type Caption = { summary: string; frame: number };

/** A caption that suits the trade, the season and the place; the same for the same key. */
export function caption(trade: Trade, name: string, city: string, day: string, key: string): Caption {
  const bank = words[trade];
  const frame = hash32(key, "frame") % frames.length;
  const month = Number(day.slice(5, 7));
  const text = (frames[frame] ?? frames[0])
    .replace("{name}", name)
    .replace("{city}", city)
    .replace("{thing}", pick(bank.things, key, "thing"))
    .replace("{season}", seasons[Math.floor((month % 12) / 3)] ?? "spring");
  const tags = [pick(bank.tags, key, "tag 1"), pick(bank.tags, key, "tag 2")];
  return { summary: `${text}\n\n${[...new Set(tags)].join(" ")}`, frame };
}

export const remarks: readonly [string, ...string[]] = [
  "Love this.",
  "Is this on next weekend too?",
  "Went last month, highly recommended.",
  "How do I book?",
  "Thank you for the tip.",
  "My sister needs to see this.",
  "What are the opening times?",
  "Great team, always friendly.",
];

export const remarkers: readonly [string, ...string[]] = [
  "Hannah P.",
  "Omar K.",
  "Beatriz L.",
  "Sam W.",
  "Yuki T.",
  "Grace M.",
  "Dev R.",
  "Lena S.",
];
