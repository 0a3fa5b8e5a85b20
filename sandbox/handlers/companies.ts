import { getCompany } from "@/lib/upstream/contract";
import { answers } from "../handler";
import { Refusal } from "../refusal";

const companyHandlers = [
  answers(getCompany, ({ state, params, origin }) => {
    const company = state.world.companies.find((each) => each.id === params.companyId);
    if (!company) throw new Refusal(400, "Company not found");
    const locationCount = state.world.locations.filter((place) => place.companyId === company.id).length;
    return {
      company: {
        id: company.id,
        name: company.name,
        email: company.email,
        phone: company.phone,
        website: company.website,
        domain: company.website.replace("https://", ""),
        logoUrl: `${origin}/__assets/avatars/${company.id}.svg`,
        address: "4 Old Wharf",
        city: "Bristol",
        country: "GB",
        timezone: "Europe/London",
        currency: "GBP",
        plan: 2,
        status: "active",
        locationCount,
        isSandboxAccount: true,
      },
    };
  }),
];

export default companyHandlers;
