/** Notices that the server does not know any more who uses the open page, as after a session has ended. */

const UNAUTHORIZED = 401;

/** Paths at which people sign in: there the answer says that name, password or address is wrong. */
const DOORS = ["/api/v1/session", "/api/v1/setup", "/api/v1/invitation", "/api/v1/account/password"];

let onSignOut: (() => void) | undefined;

/** Calls the listener once when an answer says that somebody has to sign in. */
export function listenToSignOut(listener: () => void): void {
  onSignOut = listener;
}

/** Takes note of the status of a refusal and of the address that was asked for. */
export function noteRefusal(status: number, address: string): void {
  if (status === UNAUTHORIZED && !DOORS.includes(address)) {
    const listener = onSignOut;
    onSignOut = undefined;
    listener?.();
  }
}
