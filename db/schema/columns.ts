import { customType, timestamp, uuid } from "drizzle-orm/pg-core";
import { newId } from "../new-id";

export const id = () => uuid("id").primaryKey().$defaultFn(newId);
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
export const createdAt = () => instant("created_at").notNull().defaultNow();
export const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });
