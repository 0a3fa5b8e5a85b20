const NEXT_STEP = "An admin can reconnect on the Connections page.";

/** What happened to a connection, without the next step that earlier versions stored with it. */
export function whatHappened(reason: string): string {
  return reason.replace(NEXT_STEP, "").trim();
}

/** The same for everybody who meets it elsewhere than on the Connections page. */
export function withNextStep(reason: string): string {
  return `${whatHappened(reason)} ${NEXT_STEP}`;
}
