import {
  addTags,
  createContact,
  getContact,
  removeTags,
  searchContactsAdvanced,
  upsertContact,
} from "@/lib/upstream/contract";
import { answers, type Setting, tokenFor } from "../handler";
import { id20, newId20, pick } from "../ids";
import type { ContactRecord } from "../records";
import { Refusal } from "../refusal";
import type { SandboxState } from "../state";
import { remarkers } from "../world/captions";

const contactHandlers = [
  answers(createContact, (call) => {
    const { state, body } = call;
    const same = duplicate(state, body.locationId, body.email, body.phone);
    if (same) {
      throw new Refusal(400, "This location does not allow duplicated contacts.");
    }
    return { contact: showContact(save(state, body)) };
  }),

  answers(upsertContact, (call) => {
    const { state, body } = call;
    const { createNewIfDuplicateAllowed: _, ...fields } = body;
    const same = duplicate(state, body.locationId, body.email, body.phone);
    return { new: same === undefined, contact: showContact(save(state, fields, same)) };
  }),

  answers(getContact, (call) => ({ contact: showContact(find(call, call.params.contactId)) })),

  answers(searchContactsAdvanced, (call) => {
    const { state, body } = call;
    const words = body.query?.toLowerCase() ?? "";
    const found = contactsOf(state, body.locationId).filter((contact) => textOf(contact).includes(words));
    const size = body.pageLimit ?? 20;
    const from = ((body.page ?? 1) - 1) * size;
    return { contacts: found.slice(from, from + size).map(showContact), total: found.length };
  }),

  answers(addTags, (call) => {
    const contact = find(call, call.params.contactId);
    const tags = [...new Set([...contact.tags, ...call.body.tags.map((tag) => tag.toLowerCase())])];
    call.state.contacts.set(contact.id, { ...contact, tags, dateUpdated: stamp(call.state) });
    return { tags };
  }),

  answers(removeTags, (call) => {
    const contact = find(call, call.params.contactId);
    const gone = new Set(call.body.tags.map((tag) => tag.toLowerCase()));
    const tags = contact.tags.filter((tag) => !gone.has(tag));
    call.state.contacts.set(contact.id, { ...contact, tags, dateUpdated: stamp(call.state) });
    return { tags };
  }),
];

export default contactHandlers;

/** Six people each location knew from the start, and those added since. */
function contactsOf(state: SandboxState, locationId: string): ContactRecord[] {
  const { seed, bornAt } = state.world;
  const born = Array.from({ length: 6 }, (_, index): ContactRecord => {
    const id = id20(seed, locationId, "contact", index);
    const [firstName = "", initial = ""] = (remarkers[index] ?? pick(remarkers, id)).split(" ");
    const dateAdded = new Date(bornAt - (index + 3) * 9 * 86_400_000).toISOString();
    return {
      id,
      locationId,
      tags: index % 2 === 0 ? ["customer"] : ["lead"],
      dateAdded,
      dateUpdated: dateAdded,
      fields: {
        firstName,
        lastName: initial.replace(".", "Example"),
        email: `${firstName}.${index}@people.example`.toLowerCase(),
        phone: `+1555010${100 + index}`,
        source: "website",
      },
    };
  });
  const made = state.contacts.values().filter((contact) => contact.locationId === locationId);
  const changed = new Set(made.map((contact) => contact.id));
  return [...born.filter((contact) => !changed.has(contact.id)), ...made];
}

function find(setting: Setting, id: string): ContactRecord {
  const { locationId } = tokenFor(setting);
  const contact = contactsOf(setting.state, locationId ?? "").find((each) => each.id === id);
  if (!contact) throw new Refusal(400, `Contact with id ${id} not found`);
  return contact;
}

function duplicate(
  state: SandboxState,
  locationId: string,
  email: string | null | undefined,
  phone: string | null | undefined,
): ContactRecord | undefined {
  const all = contactsOf(state, locationId);
  const byEmail = email
    ? all.find(({ fields }) => String(fields.email).toLowerCase() === email.toLowerCase())
    : undefined;
  return byEmail ?? (phone ? all.find(({ fields }) => fields.phone === phone) : undefined);
}

function save(
  state: SandboxState,
  body: { locationId: string; tags?: string[] | undefined } & Record<string, unknown>,
  before?: ContactRecord,
): ContactRecord {
  const { locationId, tags, ...fields } = body;
  const now = stamp(state);
  const id = before?.id ?? newId20();
  return state.contacts.set(id, {
    id,
    locationId,
    tags: tags?.map((tag) => tag.toLowerCase()) ?? before?.tags ?? [],
    dateAdded: before?.dateAdded ?? now,
    dateUpdated: now,
    fields: { ...before?.fields, ...fields },
  });
}

function showContact(contact: ContactRecord) {
  const { firstName, lastName, name, email, customFields, ...rest } = contact.fields;
  const full = typeof name === "string" ? name : [firstName, lastName].filter(Boolean).join(" ");
  const told = { ...rest, firstName, lastName, email };
  const fields = Array.isArray(customFields)
    ? customFields.map((field) => ({
        id: field.id ?? field.key,
        value: field.fieldValue ?? field.field_value,
      }))
    : undefined;
  return {
    // A field that was set to null is left out: the published shapes know no null here.
    ...Object.fromEntries(Object.entries(told).filter(([, value]) => value != null)),
    id: contact.id,
    locationId: contact.locationId,
    name: full,
    ...(typeof email === "string" ? { emailLowerCase: email.toLowerCase() } : {}),
    ...(fields === undefined ? {} : { customFields: fields }),
    tags: contact.tags,
    dateAdded: contact.dateAdded,
    dateUpdated: contact.dateUpdated,
  };
}

function textOf({ fields }: ContactRecord): string {
  return [fields.firstName, fields.lastName, fields.name, fields.email, fields.phone].join(" ").toLowerCase();
}

function stamp(state: SandboxState): string {
  return new Date(state.clock.now()).toISOString();
}
