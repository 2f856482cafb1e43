/** Phases of a meeting (Hướng dẫn 42-HD/BTCTW of 28-10-2025, DOMAIN 2.2). */
export const phases = ['preparation', 'opening', 'conduct', 'closing'] as const
export type Phase = (typeof phases)[number]
