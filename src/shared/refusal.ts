import { type Language, Problem, type ProblemCode } from './problem.ts'

/** A rule's refusal in words: the kind of problem it is, the field of the input it is about, both languages. */
export type Told = { code: ProblemCode; field?: string; vi: string; en: string }

/** `at` names the field of this input that the rule's field stands for; `data` is for the screen. */
type More = { at?: Readonly<Record<string, string>>; data?: unknown }
export type Refuse<Reason extends string> = (language: Language, refusal: Reason, more?: More) => never

/** Throws a rule's refusal as the problem that travels: its code as the reason, its words, at the field it is about. */
export const refuser =
  <Reason extends string>(refusals: Readonly<Record<Reason, Told>>): Refuse<Reason> =>
  (language, refusal, { at = {}, data } = {}) => {
    const { code, field, vi, en } = refusals[refusal]
    const pointer = field && (at[field] ?? field)
    throw new Problem(code, {
      reason: refusal,
      detail: { vi, en },
      ...(pointer ? { errors: [{ pointer: `/${pointer}`, detail: { vi, en }[language] }] } : {}),
      ...(data === undefined ? {} : { data }),
    })
  }
