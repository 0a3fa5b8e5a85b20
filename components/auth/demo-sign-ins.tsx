import { Avatar } from "@/components/ui/avatar";
import { StatusTag } from "@/components/ui/status-tag";
import type { DemoSignIn } from "@/lib/auth/demo-sign-ins";
import { ROLE_WORDS } from "@/lib/people/roles";

type DemoSignInsProps = { people: readonly DemoSignIn[]; onChoose: (person: DemoSignIn) => void };

/** The demo's people; a click fills the form. */
export function DemoSignIns({ people, onChoose }: DemoSignInsProps) {
  return (
    <section aria-labelledby="demo-sign-ins" className="mt-6 w-full max-w-[400px]">
      <h2 id="demo-sign-ins" className="px-1 font-medium">
        Demo sign-ins
      </h2>
      <p className="px-1 text-meta text-muted">
        Choose one to fill the form. The sandbox plays the Social Media API; nothing is posted anywhere.
      </p>
      <ul className="mt-2 divide-y overflow-hidden rounded-card border bg-surface">
        {people.map((person) => (
          <li key={person.email}>
            <button
              type="button"
              onClick={() => onChoose(person)}
              className="flex w-full items-center gap-3 px-3 py-2.5 text-left -outline-offset-2 transition-colors duration-[120ms] hover:bg-sunken"
            >
              <Avatar name={person.name} />
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium">
                  {person.name}
                  <span className="font-normal text-muted">, {person.company}</span>
                </span>
                <span className="block truncate text-meta text-muted">{person.email}</span>
              </span>
              <StatusTag tone="neutral" icon={null}>
                {ROLE_WORDS[person.role].name}
              </StatusTag>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
