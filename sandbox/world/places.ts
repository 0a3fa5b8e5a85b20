export type Trade =
  | "health"
  | "stay"
  | "garden"
  | "sport"
  | "food"
  | "spa"
  | "property"
  | "shop"
  | "service"
  | "motor";

export type Place = { city: string; state: string; country: string; timeZone: string; dial: string };

export const places = {
  newYork: place("New York", "NY", "US", "America/New_York", "+1212"),
  losAngeles: place("Los Angeles", "CA", "US", "America/Los_Angeles", "+1213"),
  london: place("London", "England", "GB", "Europe/London", "+4420"),
  berlin: place("Berlin", "Berlin", "DE", "Europe/Berlin", "+4930"),
  kolkata: place("Kolkata", "West Bengal", "IN", "Asia/Kolkata", "+9133"),
  sydney: place("Sydney", "NSW", "AU", "Australia/Sydney", "+612"),
  lordHowe: place("Lord Howe Island", "NSW", "AU", "Australia/Lord_Howe", "+612"),
  saoPaulo: place("São Paulo", "SP", "BR", "America/Sao_Paulo", "+5511"),
} as const;

export const placeList = Object.values(places) as [Place, ...Place[]];

export type Shop = { name: string; trade: Trade; at: Place };

/** The agency's own clients. Order matters: ids and the special cases hang on the position. */
export const shops: readonly Shop[] = [
  { name: "Harbour Dental", trade: "health", at: places.london },
  { name: "Quayside Hotel", trade: "stay", at: places.newYork },
  { name: "Fernhill Garden Centre", trade: "garden", at: places.london },
  { name: "Saltmarsh Surf School", trade: "sport", at: places.lordHowe },
  { name: "Nordhavn Seafood", trade: "food", at: places.berlin },
  { name: "Juniper Spa", trade: "spa", at: places.losAngeles },
  { name: "Hollins Estate Agents", trade: "property", at: places.london },
  { name: "Copper Kettle Café", trade: "food", at: places.sydney },
  { name: "Dunmore Fitness", trade: "sport", at: places.newYork },
  { name: "Vale Orthodontics", trade: "health", at: places.losAngeles },
  { name: "Pinecrest Lodge", trade: "stay", at: places.losAngeles },
  { name: "Marlow Bakery", trade: "food", at: places.berlin },
  { name: "Brightwater Physio", trade: "health", at: places.sydney },
  { name: "Kestrel Cycles", trade: "shop", at: places.berlin },
  { name: "Alder & Finch Opticians", trade: "health", at: places.london },
  { name: "Glasshouse Yoga", trade: "sport", at: places.kolkata },
  { name: "Cedar Lane Veterinary", trade: "health", at: places.newYork },
  { name: "Lumen Lighting", trade: "shop", at: places.kolkata },
  { name: "Oakridge Solicitors", trade: "service", at: places.newYork },
  { name: "Riverside Pharmacy", trade: "health", at: places.saoPaulo },
  { name: "Westbrook Plumbing", trade: "service", at: places.sydney },
  { name: "Eastgate Motors", trade: "motor", at: places.saoPaulo },
  { name: "Tideway Rowing Club", trade: "sport", at: places.london },
  { name: "Umber Ceramics", trade: "shop", at: places.kolkata },
];

/** For worlds of more than 24 locations. */
export const moreNames: readonly [string, ...string[]] = [
  "Amber",
  "Birchwood",
  "Cliffside",
  "Dovecote",
  "Elmfield",
  "Foxglove",
  "Granary",
  "Hawthorn",
  "Ivy Lane",
  "Kingfisher",
  "Larkspur",
  "Millpond",
  "Northgate",
  "Orchard",
  "Primrose",
  "Quarry",
  "Rookery",
  "Silverbirch",
  "Thornbury",
  "Willow",
];

export const moreTrades: readonly [[string, Trade], ...[string, Trade][]] = [
  ["Dental", "health"],
  ["Hotel", "stay"],
  ["Nurseries", "garden"],
  ["Climbing", "sport"],
  ["Kitchen", "food"],
  ["Wellness", "spa"],
  ["Lettings", "property"],
  ["Books", "shop"],
  ["Accountants", "service"],
  ["Garage", "motor"],
];

function place(city: string, state: string, country: string, timeZone: string, dial: string): Place {
  return { city, state, country, timeZone, dial };
}
