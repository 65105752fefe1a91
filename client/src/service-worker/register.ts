/** Starts the service worker of a built app. `service-worker.ts` is the other side. */

/** In development there is none: it would hide changes. Where the browser allows none, Gloss opens only with the server there. */
export function keepAppOnDevice(): void {
  if (import.meta.env.PROD && 'serviceWorker' in navigator) {
    addEventListener('load', () => void register());
  }
}

async function register(): Promise<void> {
  try {
    const { waiting } = await navigator.serviceWorker.register('/sw.js');
    // A worker, not a window: it has no origin to name.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    waiting?.postMessage('take-over');
  } catch {
    // A private window, or a certificate the browser does not trust: everything but opening offline still works.
  }
}
