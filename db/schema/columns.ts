import { timestamp, uuid } from "drizzle-orm/pg-core";
import { v7 } from "uuid";

/** Time-ordered ids (uuid v7), made by us so that PostgreSQL 15 serves as well as 18. */
export const newId = (): string => v7();

export const id = () => uuid("id").primaryKey().$defaultFn(newId);
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
export const createdAt = () => instant("created_at").notNull().defaultNow();
