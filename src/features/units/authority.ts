/** Powers of a body over the titles it granted; each may pass to another body when it ends, by a decision, from a day. */
export const bodyPowers = ['confirm', 're_appraise', 'revoke', 'correct'] as const
