export * from "./audit";
export * from "./connections";
export * from "./imports";
export * from "./locations";
export * from "./people";
export * from "./reports";
export * from "./snapshots";
export * from "./system";
