/**
 * The limits that a run must lift, because the harness is one address, and one account, with a thousand screens. Nothing
 * else is lifted: frames keep their size, slow readers their end, and every update is judged.
 */
export const liftedLimits: Readonly<Record<string, string>> = {};
