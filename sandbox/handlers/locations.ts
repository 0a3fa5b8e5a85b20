import { getLocation, getTimezones, searchLocations } from "@/lib/upstream/contract";
import { answers, page, placeOf, tokenFor } from "../handler";
import type { Location } from "../world/world";

const locationHandlers = [
  answers(searchLocations, (call) => {
    const { state, query } = call;
    const token = tokenFor(call);
    const mine = state.world.locations
      .filter((place) => place.companyId === token.companyId)
      .filter((place) => token.kind === "Company" || place.id === token.locationId)
      .filter((place) => token.approvedLocations?.includes(place.id) ?? true)
      .filter((place) => query.email === undefined || place.email === query.email);
    const ordered = query.order === "desc" ? mine.toReversed() : mine;
    const shown = page(ordered, query.skip, query.limit, 1000);
    return { locations: shown.map((place) => showLocation(place)) };
  }),

  answers(getLocation, (call) => {
    const place = placeOf(call);
    const business = {
      name: place.name,
      address: place.address,
      city: place.place.city,
      country: place.place.country,
      postalCode: place.postalCode,
      website: place.website,
      timezone: place.timeZone,
    };
    return { location: { ...showLocation(place), companyId: place.companyId, business } };
  }),

  answers(getTimezones, () => ({ timeZones: Intl.supportedValuesOf("timeZone") })),
];

export default locationHandlers;

function showLocation(place: Location) {
  return {
    id: place.id,
    name: place.name,
    phone: place.phone,
    email: place.email,
    address: place.address,
    city: place.place.city,
    state: place.place.state,
    country: place.place.country,
    postalCode: place.postalCode,
    website: place.website,
    timezone: place.timeZone,
    settings: {
      allowDuplicateContact: false,
      allowDuplicateOpportunity: false,
      allowFacebookNameMerge: false,
      disableContactTimezone: false,
    },
    social: { facebookUrl: `${place.website}/facebook`, instagram: `${place.website}/instagram` },
  };
}
