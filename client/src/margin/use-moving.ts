/** Whether cards are making way just now. They move then; at all other times they follow their words at once. */
import { useEffect, useState } from 'react';

/** Longer than `--quick` of tokens.css. */
const movingMs = 300;

/** @param pin what they make way for; another one sets them in motion. */
export function useMoving(pin: string | null): boolean {
  const [lastPin, setLastPin] = useState(pin);
  // An object for each motion, so that a new one starts the time anew.
  const [motion, setMotion] = useState<object | null>(null);
  if (pin !== lastPin) {
    setLastPin(pin);
    setMotion({});
  }
  useEffect(() => {
    if (motion === null) return undefined;
    const timer = setTimeout(() => setMotion(null), movingMs);
    return () => clearTimeout(timer);
  }, [motion]);
  return motion !== null;
}
