import { z } from "zod";

export const batchParams = z.object({ batchId: z.uuid("The address names no import.") });
export const nothing = z.object({});
