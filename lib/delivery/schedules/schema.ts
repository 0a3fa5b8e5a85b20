import { z } from "zod";

const timezone = z.string().refine(
  (name) => {
    try {
      new Intl.DateTimeFormat("en-GB", { timeZone: name });
      return true;
    } catch {
      return false;
    }
  },
  { error: "There is no such timezone. Use a name such as Europe/London." },
);

export const FREQUENCIES = ["weekly", "monthly"] as const;
export const DELIVERIES = ["pdf", "link"] as const;
export const WEEKDAY_NAMES = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
] as const;

const LONGEST_SHOWN = 80;

const address = z
  .string()
  .trim()
  .pipe(
    z.email({
      error: ({ input }) =>
        `“${String(input).slice(0, LONGEST_SHOWN)}” is no e-mail address. Write it like anna@client.example.`,
    }),
  );

const fields = {
  name: z
    .string()
    .trim()
    .min(1, "Give the schedule a name. It is the e-mail's subject.")
    .max(120, "The name may have 120 characters."),
  recipients: z
    .array(address)
    .min(1, "Name at least one recipient.")
    .max(20, "At most 20 recipients fit into one schedule.")
    .transform((all) => [...new Map(all.map((each) => [each.toLowerCase(), each])).values()]),
  timezone,
  frequency: z.enum(FREQUENCIES),
  /** 1 is Monday. */
  weekday: z.number().int().min(1).max(7).nullable(),
  monthDay: z.number().int().min(1).max(28, "Choose a day that every month has: 1 to 28.").nullable(),
  hour: z.number().int().min(0).max(23),
  delivery: z.enum(DELIVERIES),
};

const hasItsDay = (input: { frequency: string; weekday: number | null; monthDay: number | null }) =>
  input.frequency === "weekly" ? input.weekday !== null : input.monthDay !== null;
const NEEDS_DAY = { error: "Choose the day on which it goes out.", path: ["weekday"] };

export const createScheduleInput = z
  .strictObject({
    ...fields,
    /** The address part of the report, as the page has it. */
    search: z.string().max(4_000),
  })
  .refine(hasItsDay, NEEDS_DAY);
export type CreateSchedule = z.output<typeof createScheduleInput>;

export const changeScheduleInput = z
  .strictObject({
    paused: z.boolean().optional(),
    /** Who gets it, when and as what; what it shows stays. */
    sending: z.strictObject(fields).refine(hasItsDay, NEEDS_DAY).optional(),
  })
  .refine(
    ({ paused, sending }) => (paused === undefined) !== (sending === undefined),
    "Say what is to change: paused, or sending.",
  );
export type ChangeSchedule = z.output<typeof changeScheduleInput>;

export const scheduleView = z.object({
  scheduleId: z.string(),
  name: z.string(),
  recipients: z.array(z.string()),
  timezone: z.string(),
  frequency: z.enum(FREQUENCIES),
  weekday: z.number().nullable(),
  monthDay: z.number().nullable(),
  hour: z.number(),
  delivery: z.enum(DELIVERIES),
  search: z.string(),
  locations: z.number().int(),
  nextRunAt: z.string(),
  lastRunAt: z.string().nullable(),
  lastError: z.string().nullable(),
  paused: z.boolean(),
  createdBy: z.string(),
});
export type ScheduleView = z.output<typeof scheduleView>;

/** `mailer`: whether e-mails go out by themselves, or lie in the outbox. */
export const schedulesReply = z.object({ schedules: z.array(scheduleView), mailer: z.boolean() });
export const testReply = z.object({ recipient: z.string(), mailer: z.boolean() });
