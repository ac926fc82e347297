import { httpDoor } from '../../electron/contract/http-door.ts';

const mark = `#${httpDoor.keyName}=`;

/** The first address hands over what this window comes back with after a restart of the service; it leaves the address at once. */
export const keepWindowKey = (): void => {
  if (!location.hash.startsWith(mark)) return;
  try {
    localStorage.setItem(httpDoor.keyName, location.hash.slice(mark.length));
  } catch {
    // a browser that keeps nothing: the window has to be opened anew after a restart
  }
  history.replaceState(null, '', location.pathname);
};

/** Opens the session anew. `refused`: the service does not know this window any more. */
export const resumeSession = async (): Promise<'open' | 'refused' | 'unreachable'> => {
  try {
    const key = localStorage.getItem(httpDoor.keyName);
    if (key === null) return 'unreachable';
    const { ok, status } = await fetch(httpDoor.session, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ key }),
    });
    return ok ? 'open' : status === 403 ? 'refused' : 'unreachable';
  } catch {
    return 'unreachable';
  }
};
