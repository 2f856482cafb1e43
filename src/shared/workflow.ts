/** What may happen next: state → action → who may do it and where it leads. */
export type Steps<State extends string, Action extends string, Part extends string> = Record<
  State,
  Partial<Record<Action, { to: State; by: readonly Part[] }>>
>

export type Decision<State> = { ok: true; to: State } | { ok: false; refusal: 'not_allowed_now' | 'not_your_part' }

/** One table drives the server's check, the buttons on screen, the picture in the docs and the exhaustive test. */
export function workflow<State extends string, Action extends string, Part extends string>(
  steps: Steps<State, Action, Part>,
) {
  function decide(from: State, action: Action, parts: readonly Part[]): Decision<State> {
    const step = steps[from][action]
    if (!step) return { ok: false, refusal: 'not_allowed_now' }
    if (!step.by.some((part) => parts.includes(part))) return { ok: false, refusal: 'not_your_part' }
    return { ok: true, to: step.to }
  }

  function allowedActions(from: State, parts: readonly Part[]): Action[] {
    const actions = Object.keys(steps[from]) as Action[]
    return actions.filter((action) => decide(from, action, parts).ok)
  }

  return { steps, decide, allowedActions }
}
