/**
 * How the web process is started. Its young generation is wide: what a streamed export makes of its rows dies there,
 * instead of piling up in the old one (peak of a full export by Node's own setting: twice that of a small one).
 */
export const WEB_PROCESS = ["--max-semi-space-size=64", "scripts/web.mjs"];
