import { v7 } from "uuid";

/** Time-ordered ids (uuid v7), made by us so that PostgreSQL 15 serves as well as 18. */
export const newId = (): string => v7();
