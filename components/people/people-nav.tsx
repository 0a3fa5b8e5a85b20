import { SubNav } from "@/components/layout/sub-nav";

/** The pages about who may do what. */
export function PeopleNav() {
  return (
    <SubNav
      label="People and scripts"
      items={[
        { label: "People", href: "/people" },
        { label: "API keys", href: "/people/keys" },
      ]}
    />
  );
}
