import { expect, it } from "vitest";
import { createScheduleInput } from "./schema";

const input = {
  name: "Weekly report",
  recipients: ["anna@client.example"],
  timezone: "Europe/London",
  frequency: "weekly",
  weekday: 1,
  monthDay: null,
  hour: 9,
  delivery: "pdf",
  search: "",
};

it("names each address that is none, beside those that are", () => {
  expect(createScheduleInput.safeParse(input).success).toBe(true);
  const recipients = ["anna@client.example", "boss@example", "Anna Client"];
  const refused = createScheduleInput.safeParse({ ...input, recipients });
  expect(refused.error?.issues.map(({ path, message }) => [path.join("."), message])).toEqual([
    ["recipients.1", "“boss@example” is no e-mail address. Write it like anna@client.example."],
    ["recipients.2", "“Anna Client” is no e-mail address. Write it like anna@client.example."],
  ]);
});
